from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from twins import in_both, sent
from wire_plain_cookies import AsyncPlainCookies, InvalidRequestError, PlainCookies

if TYPE_CHECKING:
    from sockets import Server


def test_a_cookie_in_its_own_style_is_written_as_it_is(wire: Server) -> None:
    in_both(
        PlainCookies(base_url=wire.url),
        AsyncPlainCookies(base_url=wire.url),
        lambda client: client.c.get(sid="a b=c"),
    )

    assert sent(wire).headers["cookie"] == "sid=a b=c"


@pytest.mark.parametrize("value", ["a; admin=1", "a\r\nX-Evil: 1", "a\0"])
def test_a_value_that_would_begin_another_cookie_is_refused(
    wire: Server, value: str
) -> None:
    with (
        PlainCookies(base_url=wire.url) as client,
        pytest.raises(InvalidRequestError, match="cannot hold"),
    ):
        client.c.get(sid=value)

    assert not wire.seen

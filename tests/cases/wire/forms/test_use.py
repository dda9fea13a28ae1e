from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from sockets import Answer, serving
from twins import in_both, sent
from wire_forms import AsyncFormUrlencoded, FormUrlencoded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Seen
    from wire_forms import types

    Either = FormUrlencoded | AsyncFormUrlencoded
    Token = types.TokenCreateResult

ANSWER = Answer(200, b'{"access_token":"t"}', {"Content-Type": "application/json"})


def posted(call: Callable[[Either], Token | Awaitable[Token]]) -> Seen:
    with serving(ANSWER) as server:
        found = in_both(
            FormUrlencoded(base_url=server.url),
            AsyncFormUrlencoded(base_url=server.url),
            call,
        )
        assert found.to_dict() == {"access_token": "t"}
        return sent(server)


def test_each_member_is_written_as_its_encoding_says() -> None:
    seen = posted(
        lambda client: client.token.create(
            grant_type="client_credentials",
            scope=["a b", "c"],
            csv=["x", "y"],
            on=True,
            filter={"a": "1&2"},
            meta={"a": 1},
        )
    )

    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
    assert not seen.body.startswith(b"?")
    assert parse_qsl(seen.body.decode()) == [
        ("grant_type", "client_credentials"),
        ("scope", "a b"),
        ("scope", "c"),
        ("csv", "x,y"),
        ("on", "true"),
        ("filter[a]", "1&2"),
        ("meta", '{"a":1}'),
    ]


def test_what_is_unset_or_null_is_absent() -> None:
    unset = posted(lambda c: c.token.create(grant_type="client_credentials"))
    null = posted(lambda c: c.token.create(grant_type="client_credentials", opt=None))

    assert unset.body == null.body == b"grant_type=client_credentials"

from __future__ import annotations

from typing import TYPE_CHECKING

import enums_values_beside_plain_text as client
import pytest
from case import Case
from enums_values_beside_plain_text import UnknownValue, types
from places import CASES
from server import reply
from twins import in_both

if TYPE_CHECKING:
    from server import LoopbackServer

BODY: dict[str, object] = {
    "model": "tuned:7",
    "one": "other",
    "size": "xxl",
    "nullable": None,
}


@pytest.mark.filterwarnings("error")
def test_any_text_is_sent_and_received_as_it_is(server: LoopbackServer) -> None:
    server.on("POST /c", reply(BODY))
    text: str = "tuned:7"

    found = in_both(
        client.More(base_url=server.url),
        client.AsyncMore(base_url=server.url),
        lambda it: it.c.create(model=text, one="other", size="xxl", nullable=None),
    )

    received: str = found.model
    assert received == text
    assert found.to_dict() == BODY
    assert [request.json for request in server.requests] == [BODY] * 2


def test_the_listed_values_are_known_to_readers() -> None:
    # Editors complete them, though checkers let any text pass.
    text = Case(CASES / "enums" / "values-beside-plain-text").client.files[
        "enums_values_beside_plain_text/types/c.py"
    ]

    assert 'CModel: TypeAlias = Literal["small", "large"] | str' in text


def test_values_beside_an_array_are_those_of_its_items() -> None:
    found = types.C.from_dict({"model": "small", "list": ["a", "c"]}, strict=False)

    assert found.list is not None
    assert found.list == ["a", "c"]
    assert [isinstance(item, UnknownValue) for item in found.list] == [False, True]

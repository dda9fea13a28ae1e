from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
import types_primitive_allof_and_empty_schemas as client
from case import Case
from server import reply
from twins import in_both
from types_primitive_allof_and_empty_schemas import types

if TYPE_CHECKING:
    from server import LoopbackServer

ANSWER: dict[str, object] = {
    "slug": "a1",
    "any1": [1, {"q": None}],
    "any2": "s",
    "arr": [1, "x"],
    "arr0": [],
    "tup": ["a", 1],
    "obj": {"k": 1},
    "noType": {"x": 1},
    "enumless": 5,
}


def test_no_property_is_dropped_and_each_has_its_type() -> None:
    hints = get_type_hints(types.P)

    assert {name: hints[name] for name in types.P.model_fields} == {
        "slug": str | None,
        "any1": Any,
        "any2": Any,
        "never": Any,
        "arr": list[Any] | None,
        "arr0": list[Any] | types.PArr0Tag | None,
        "tup": tuple[str, int] | None,
        "obj": dict[str, Any] | None,
        "no_type": types.PNoType | None,
        "enumless": str | int | None,
    }


@pytest.mark.filterwarnings("error")
def test_the_answer_decodes_and_round_trips(server: LoopbackServer) -> None:
    server.on("GET /p", reply(ANSWER))

    found = in_both(
        client.PrimitiveAllofAndEmptySchemas(base_url=server.url),
        client.AsyncPrimitiveAllofAndEmptySchemas(base_url=server.url),
        lambda it: it.p.get(),
    )

    assert found.tup == ("a", 1)
    assert found.no_type == types.PNoType(x=1)
    assert (found.enumless, type(found.enumless)) == (5, int)
    assert json.loads(found.to_json()) == ANSWER


def test_the_other_shape_of_the_union_is_an_object() -> None:
    found = types.P.from_dict({"arr0": {"tag": ["t"]}})

    assert found.arr0 == types.PArr0Tag(tag=["t"])


@pytest.mark.filterwarnings("error")
def test_no_text_of_the_document_becomes_an_escape() -> None:
    for name, text in Case(Path(__file__).parent).client.files.items():
        if name.endswith(".py"):
            compile(text, name, "exec")

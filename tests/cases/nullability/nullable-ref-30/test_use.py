from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import nullability_nullable_ref_30 as client
import pytest
from nullability_nullable_ref_30 import types
from server import reply
from twins import in_both

if TYPE_CHECKING:
    from server import LoopbackServer

NULLS: dict[str, object] = {
    **dict.fromkeys("abcd"),
    "e": [None, {"v": "q"}],
}
OBJECTS: dict[str, object] = {
    "a": {"v": "1"},
    "b": {"v": "2"},
    "c": {"v": "3"},
    "d": {"v": "4"},
}


def answered(server: LoopbackServer, body: dict[str, object]) -> types.N:
    server.on("GET /n", reply(body))
    return in_both(
        client.NullableRef(base_url=server.url),
        client.AsyncNullableRef(base_url=server.url),
        lambda it: it.n.get(),
    )


@pytest.mark.filterwarnings("error")
def test_null_is_none_everywhere(server: LoopbackServer) -> None:
    found = answered(server, NULLS)

    assert found == types.N(
        a=None, b=None, c=None, d=None, e=[None, types.NullableObj(v="q")]
    )
    assert json.loads(found.to_json()) == NULLS


@pytest.mark.filterwarnings("error")
def test_objects_have_the_class_that_they_have_elsewhere(
    server: LoopbackServer,
) -> None:
    found = answered(server, OBJECTS)

    assert found == types.N(
        a=types.Obj(v="1"),
        b=types.Obj(v="2"),
        c=types.NullableObj(v="3"),
        d=types.Obj(v="4"),
    )
    assert json.loads(found.to_json()) == OBJECTS


def test_there_are_no_copies_of_the_classes() -> None:
    assert {*vars(types)["__all__"]} == {"N", "NullableObj", "Obj"}


def test_nullable_beside_a_reference_is_a_warning_with_its_pointer() -> None:
    said = Path(__file__).with_name("diagnostics.txt").read_text("utf-8")

    assert "warning[nullable-ref]" in said
    assert "read as `Obj` or null" in said
    assert "#/components/schemas/N/properties/b/nullable" in said


def lengths(n: types.N) -> list[int]:
    """Type checkers want each member to be asked for None."""
    return [0 if it is None else len(it.v) for it in (n.a, n.b, n.c, n.d)]

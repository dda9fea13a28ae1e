from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_type

import pytest
import types_allof_parents_that_share_members as client
from case import Case
from places import CASES
from server import reply
from twins import in_both
from types_allof_parents_that_share_members import UnknownValue, types

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

BODY: dict[str, object] = {
    "id": 1,
    "count": 2,
    "name": "n",
    "at": "2024-01-01T00:00:00Z",
    "kind": "a",
    "tags": ["q"],
    "owner": {"name": "o", "number": 3},
}


def test_a_shared_member_is_all_that_its_parents_say(server: LoopbackServer) -> None:
    server.on("POST /a", reply(BODY))

    found = in_both(
        client.SharedMembers(base_url=server.url),
        client.AsyncSharedMembers(base_url=server.url),
        lambda it: it.a.create(id=1, name="n", count=2, kind="a"),
    )

    assert_type(found.count, int | None)
    assert_type(found.name, str)
    assert_type(found.at, datetime | None)
    assert_type(found.owner, types.Employee | None)
    assert found.at == datetime(2024, 1, 1, tzinfo=UTC)
    assert found.owner == types.Employee(name="o", number=3)
    assert found.to_dict() == BODY


def test_what_one_parent_lists_is_listed() -> None:
    found = types.Both.from_dict(BODY | {"kind": "c", "tags": ["r"]})

    assert isinstance(found.kind, UnknownValue)
    assert found.tags is not None
    assert isinstance(found.tags[0], UnknownValue)


@pytest.mark.parametrize("missing", ["id", "name"])
def test_what_one_parent_requires_is_required(missing: str) -> None:
    given: dict[str, Any] = {"id": 1, "name": "n"}
    del given[missing]

    with pytest.raises(TypeError, match=missing):
        client.SharedMembers().a.create(**given)


def test_parents_that_contradict_each_other_are_reported() -> None:
    said = Case(CASES / "types" / "allof-parents-that-share-members").client.diagnostics

    assert "contradict each other" in said
    assert "at #/components/schemas/Contradiction/properties/id" in said


@pytest.mark.parametrize("given", [1, "x"])
def test_and_then_either_is_accepted(given: object) -> None:
    found = types.Contradiction.from_dict({"id": given}, strict=True)

    assert found.to_dict() == {"id": given}


def test_a_grandparent_counts_once() -> None:
    found = types.Diamond.from_dict({"base": "b", "left": "l", "right": "r"})

    assert (found.base, found.left, found.right) == ("b", "l", "r")

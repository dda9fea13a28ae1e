from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from naming.describing import api, component, component_id, names_of
from sdksmith.diagnostics.codes import Code
from sdksmith.naming.reserved import MEMBERS

PACKAGE = Path(__file__).parents[2] / "templates" / "python" / "package"


@pytest.mark.parametrize(
    ("wire_name", "expected"),
    [
        ("id", "id"),
        ("createdAt", "created_at"),
        ("class", "class_"),
        ("None", "none"),
        ("True", "true"),
        ("match", "match"),
        ("type", "type"),
        ("object", "object"),
        ("list", "list"),
        ("self", "self_"),
        ("model_config", "model_config_"),
        ("model_id", "model_id"),
        ("copy", "copy_"),
        ("json", "json_"),
        ("to_dict", "to_dict_"),
        ("_id", "id"),
        ("__class__", "class_"),
        ("größe", "größe"),
        ("名前", "名前"),
        ("", "field"),
        ("+1", "plus_1"),
        ("@", "at"),
        ("200", "field_200"),
    ],
)
def test_a_wire_name_becomes_an_attribute(wire_name: str, expected: str) -> None:
    assert {wire_name: expected} == _members(wire_name)


def _members(*wire_names: str) -> dict[str, str]:
    table, _ = names_of(api(component("M", *wire_names)))
    return {wire_name: name for (_, wire_name), name in table.members.items()}


def test_a_plain_name_keeps_itself_and_symbols_are_spoken() -> None:
    assert {
        "id": "id",
        "_id": "underscore_id",
        "+1": "plus_1",
        "-1": "minus_1",
        "userId": "user_id_camel",
        "user_id": "user_id",
    } == _members("_id", "id", "+1", "-1", "userId", "user_id")


def test_a_number_is_the_last_resort_and_is_reported() -> None:
    table, found = names_of(api(component("M", "a-b", "a.b", "a b", "a_dash_b")))

    assert len(set(table.members.values())) == 4
    assert [Code.NAME_COUNTED, Code.NAME_TAKEN] == sorted(
        (each.code for each in found), key=lambda code: code.value
    )


def test_children_call_inherited_members_the_same() -> None:
    table, _ = names_of(
        api(
            component("Child", "copy", "userId", parents=["Base"]),
            component("Base", "user_id", "copy"),
        )
    )

    child = component_id("Child")
    assert ("copy_", "user_id_camel") == (
        table.members[child, "copy"],
        table.members[child, "userId"],
    )


def test_parents_that_meet_in_a_child_do_not_clash() -> None:
    table, _ = names_of(
        api(
            component("Left", "userId"),
            component("Right", "user_id"),
            component("Both", "x", parents=["Left", "Right"]),
        )
    )

    assert (
        table.members[component_id("Left"), "userId"]
        != table.members[component_id("Right"), "user_id"]
    )


def test_no_member_hides_what_a_model_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(PACKAGE), *sys.path])
    model = importlib.import_module("_runtime.models").Model

    surface = {name for name in dir(model) if not name.startswith("_")}

    assert surface <= MEMBERS

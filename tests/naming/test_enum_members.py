from __future__ import annotations

from naming.describing import api, component, inline_enum, names_of
from sdksmith.ir.types import Json

VALUES = (
    *("", " ", "a-b", "a_b", "a b", "A_B", "1", "-1", "+1", "1.5", "Nm³", "m³"),
    *("None", "True", "class", "mro", "name", "value", "_value_", "modifiedAt:desc"),
    *("a", "A", "日本", '"', "'", "\\", "x\ny"),
)


def test_every_value_has_an_identifier_of_its_own() -> None:
    schema = inline_enum("K", "k", *VALUES, "dup", "dup")

    table, _ = names_of(api(component("K"), schema))

    names = [table.enum_members[schema.id, Json.of(value)] for value in VALUES]
    assert all(name.isidentifier() for name in names)
    assert len({name.casefold() for name in names}) == len(VALUES)


def test_plain_values_have_plain_names() -> None:
    schema = inline_enum("K", "k", "not_started", "inProgress", "A")

    table, _ = names_of(api(component("K"), schema))

    assert ["A", "IN_PROGRESS", "NOT_STARTED"] == sorted(table.enum_members.values())

"""Values that are seldom met: kept, noted, and shown as what they are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import GenericAlias
from typing import Annotated, Any, Literal, cast

import pytest
from _runtime.absent import OrAbsent
from _runtime.decode import decode
from _runtime.entries import SingleEntry
from _runtime.enums import UnknownInteger, UnknownNumber
from _runtime.mismatches import UndecodableError
from _runtime.models import Model
from _runtime.omit import omit
from _runtime.parameters import Style, header_text
from _runtime.scalars import scalar_text, taken_apart
from _runtime.times import DateTime, Duration
from _runtime.unions import Member, Tagged, UnknownVariant, tag_members
from pydantic import Field
from typing_extensions import TypeAliasType


class Cat(Model):
    kind: Literal["cat"] = "cat"


class Dog(Model):
    kind: Literal["dog"] = "dog"


class Node(Model):
    inner: OrAbsent[Node | None] = None


Pet = Annotated[
    Cat | Dog | UnknownVariant,
    Tagged("kind", {"cat": Cat, "dog": Dog}),
]


def _list_of(form: object) -> object:
    return GenericAlias(list, (form,))


def _notes(form: object, body: bytes) -> list[str]:
    return [str(note) for note in decode(form, body).mismatches]


@pytest.mark.parametrize(
    ("form", "body", "value", "promised"),
    [
        (SingleEntry[str, int], b"[1]", [1], "an object with exactly one member"),
        (Pet, b'"cat"', "cat", "an object"),
        (list[Pet], b"[1]", [1], "an object"),
        (Annotated[Cat, Member("data")], b"[]", [], "an object"),
        (Literal[1, 2] | UnknownInteger, b"1.5", 1.5, ""),
        (Literal[1.5] | UnknownNumber, b'"x"', "x", ""),
        (DateTime, b"7", 7, "a date-time"),
        (tuple[int, ...], b'{"a":1}', {"a": 1}, "an array"),
    ],
)
def test_what_is_something_else_is_kept_and_noted(
    form: object, body: bytes, value: object, promised: str
) -> None:
    within = _list_of(form)

    found = decode(within, b"[" + body + b"]")

    assert found.value == [value]
    assert found.mismatches[0].promised.startswith(promised)


@pytest.mark.parametrize(
    ("form", "body", "value"),
    [
        (Literal[1.5] | UnknownNumber, b"2.5", UnknownNumber(2.5)),
        (Literal[1, 2] | UnknownInteger, b"3.0", UnknownInteger(3)),
        (tuple[int, ...], b"[1,2]", (1, 2)),
    ],
)
def test_new_values_are_themselves(form: object, body: bytes, value: object) -> None:
    found = decode(form, body)

    assert (found.value, found.mismatches) == (value, ())


def test_an_object_of_one_member_says_when_there_are_more() -> None:
    found = decode(SingleEntry[str, int], b'{"a":1,"b":2}')

    assert len(found.value) == 2
    assert repr(found.value) == "SingleEntry({'a': 1, 'b': 2})"
    assert dict(found.value) == {"a": 1, "b": 2}
    assert found.mismatches[0].got == "an object with 2"


def test_an_unknown_variant_shows_what_was_sent() -> None:
    found = decode(Pet, b'{"kind":"cow"}').value

    assert repr(found) == "UnknownVariant({'kind': 'cow'})"


def test_metadata_that_cannot_be_hashed_does_no_harm() -> None:
    form = Annotated[int, {"a": ["b"]}]

    assert decode(form, b"5").value == 5


def test_the_tag_of_an_object_may_be_among_its_unknown_members() -> None:
    class Loose(Model):
        a: OrAbsent[int] = None

    assert tag_members(Loose.from_dict({"t": "x"}), "t") == {"t": "x"}
    assert tag_members(Loose(), "t") == {}
    assert tag_members(Cat(), "kind") == {"kind": "cat"}


def test_a_deep_model_is_shown_shortly() -> None:
    node = Node()
    for _ in range(12):
        node = Node(inner=node)

    assert "Node(...)" in repr(node)
    assert str(node) == repr(node)


def test_values_are_taken_apart_for_parameters() -> None:
    assert taken_apart({"b"}, "p") == ["b"]
    assert taken_apart(frozenset({1}), "p") == [1]
    assert scalar_text(Decimal("1.50")) == "1.50"
    assert header_text("X", {2}, Style("simple")) == "2"


def test_a_model_with_a_hook_of_its_own_runs_it_when_something_misfits() -> None:
    class Hooked(Model):
        a: int
        _made: bool = False

        def model_post_init(self, context: object, /) -> None:
            super().model_post_init(context)
            self._made = True

    found = decode(Hooked, b'{"a":"x"}')

    assert found.value._made
    assert len(found.mismatches) == 1


def test_types_of_others_are_read_by_pydantic() -> None:
    form: Any = Mapping[str, Annotated[int, Field(gt=1)]]

    assert decode(form, b'{"a":2}').value == {"a": 2}


def test_null_is_noted_in_strict_decoding_alone() -> None:
    class Some(Model):
        a: OrAbsent[int] = None

    assert _notes(Some, b'{"a":null}') == []


class Nothing(Model):
    none: OrAbsent[None] = None
    note: str | None = None


def test_a_member_that_can_only_be_null_is_no_mismatch_and_no_value_but_null() -> None:
    assert decode(Nothing, b'{"none":null}').mismatches == ()
    assert len(decode(Nothing, b'{"none":1}').mismatches) == 1


def test_a_field_that_was_set_to_omit_is_not_sent() -> None:
    made = Nothing(none=None, note="x")

    made.note = cast("Any", omit)

    assert made.to_dict() == {"none": None}


def test_an_unknown_member_can_be_deleted_and_what_is_not_there_cannot() -> None:
    found: Any = decode(Nothing, b'{"more":1}').value

    del found.more

    assert found.to_dict() == {}
    with pytest.raises(AttributeError, match="more"):
        del found.more


def test_metadata_that_cannot_be_hashed_does_no_harm_where_something_misfits() -> None:
    form = Annotated[int, {"a": ["b"]}]

    assert _notes(_list_of(form), b'["x"]') == [
        "$[0]: promised an integer, got a string"
    ]


Tree = TypeAliasType("Tree", "str | list[Tree]")


class Named(Model):
    tree: Tree
    since: Duration | None = None


def test_a_member_of_a_type_within_itself_may_be_missing() -> None:
    assert _notes(Named, b"{}") == ["$.tree: promised a value, got nothing"]


def test_a_duration_is_text() -> None:
    assert _notes(Named, b'{"tree":"a","since":7}') == [
        "$.since: promised a duration, got the number 7"
    ]


def test_the_one_member_of_an_answer_may_be_missing() -> None:
    with pytest.raises(UndecodableError, match=r"\$.data: promised .*, got nothing"):
        decode(Annotated[Tree, Member("data")], b"{}")

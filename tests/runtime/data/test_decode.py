"""Decoding: bodies that are no JSON, caching, threads, recursion, foreign types."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import GenericAlias
from typing import Annotated, Any

import pytest
from _runtime.decode import adapter, decode
from _runtime.errors import SDKError
from _runtime.mismatches import UndecodableError
from _runtime.models import Model
from _runtime.unions import ByShape, Member, Shape
from pydantic import BaseModel, Field, Tag, TypeAdapter
from typing_extensions import TypeAliasType, TypedDict

Json = TypeAliasType("Json", "str | float | bool | list[Json] | dict[str, Json] | None")
Tree = TypeAliasType("Tree", "list[Tree]")


class Loop(Model):
    again: Loop | None = None


class Holder(Model):
    data: Json
    tree: Tree | None = None
    loop: Loop | None = None


class Small(Model):
    id: int


class Leaf(Model):
    value: int


class Branch(Model):
    left: Annotated[Node, Field(alias="l")]
    right: Annotated[Node, Field(alias="r")]


Node = Annotated[
    Leaf | Branch,
    ByShape(
        Shape(lambda: Leaf, required=("value",)),
        Shape(lambda: Branch, required=("l", "r")),
    ),
]


class Row(TypedDict):
    id: int


@dataclass
class Point:
    x: int


class Foreign(BaseModel):
    id: int


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html>", "not JSON: .* line 1, column 1"),
        (b'{"id":1', "not JSON"),
        (b'{"id":"\xff"}', "not JSON"),
        (b"9" * 5000, "not JSON"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
@pytest.mark.parametrize("form", [Small, list[Small], Any])
def test_what_is_no_json_is_one_sdk_error(
    body: bytes, reason: str, form: object
) -> None:
    with pytest.raises(UndecodableError, match=reason) as info:
        decode(form, body)

    assert isinstance(info.value, SDKError)
    assert (info.value.path, info.value.mismatches) == ("$", ())


@pytest.mark.parametrize(
    ("form", "body"),
    [(Small, b"[]"), (Small, b"null"), (list[Small], b'{"id":1}'), (int, b'"x"')],
)
def test_something_else_altogether_cannot_be_decoded(form: object, body: bytes) -> None:
    with pytest.raises(UndecodableError, match=r"\$: promised an?"):
        decode(form, body)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert decode(Small, b'\xef\xbb\xbf{"id":1}').value == Small(id=1)


def test_recursive_aliases_keep_every_json_value() -> None:
    body = b'{"data":[1,[2.5,{"k":null}],true],"tree":[[],[[]]],"loop":{"again":{}}}'

    decoded = decode(Holder, body, mode="raise")

    assert decoded.value.to_json().encode() == body


def test_recursive_aliases_are_read_tolerantly_too() -> None:
    body = b'{"data":[1,{"k":null}],"tree":[[],[5]],"loop":{"again":7}}'

    decoded = decode(Holder, body)

    assert [m.path for m in decoded.mismatches] == ["$.tree[1][0]", "$.loop.again"]
    assert decoded.value.to_json().encode() == body


def test_recursive_unions_may_name_their_variants_late() -> None:
    body = b'{"l":{"value":1},"r":{"l":{"value":2},"r":{"value":3}}}'

    decoded = decode(Node, body, mode="raise")

    assert isinstance(decoded.value, Branch)
    assert decoded.value.to_json().encode() == body


def test_deep_data_within_the_parser_s_limit_is_no_raw_error() -> None:
    depth = 700
    body = b'{"again":' * depth + b"7" + b"}" * depth

    with pytest.raises(UndecodableError, match="nested too deeply"):
        decode(Loop, body)


def test_an_adapter_is_made_once_for_equal_forms() -> None:
    forms: list[object] = [dict[str, object], list[Small], Small | None]

    assert all(adapter(form) is adapter(form) for form in forms)
    assert adapter(dict[str, object]) is adapter(dict[str, object])


def test_forms_that_cannot_be_hashed_are_decoded() -> None:
    form = Annotated[list[int], Field(json_schema_extra={})]

    assert decode(form, b"[1]").value == [1]


def test_decoding_again_and_again_keeps_no_objects() -> None:
    body = b'{"left":1,"id":1,"items":[{"id":"x"}]}'
    form = Annotated[dict[str, Any], Member("data")]
    for _ in range(3):
        decode(Small, body)
        decode(form, b'{"data":{}}')
    gc.collect()
    before = len(gc.get_objects())

    for _ in range(200):
        decode(Small, body)
        decode(form, b'{"data":{}}')
    gc.collect()

    assert len(gc.get_objects()) - before < 50


def test_first_use_is_safe_in_threads() -> None:
    for round_ in range(5):
        made = type(f"Fresh{round_}", (Model,), {"__annotations__": {"id": int}})
        form = GenericAlias(list, (made,))

        with ThreadPoolExecutor(8) as pool:
            tasks = [pool.submit(decode, form, b'[{"id":1}]') for _ in range(16)]
            found: list[Any] = [task.result().value[0] for task in tasks]

        assert [each.id for each in found] == [1] * 16


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Row, {"id": 1}),
        (Foreign, Foreign(id=1)),
        (dict[str, object], {"id": 1}),
        (dict[str, int], {"id": 1}),
        (Any, {"id": 1}),
        (object, {"id": 1}),
    ],
)
def test_any_type_that_pydantic_knows_will_do(form: object, expected: object) -> None:
    assert decode(form, b'{"id":1}').value == expected


def test_foreign_types_note_their_mismatches() -> None:
    decoded = decode(list[Foreign | Point], b'[{"id":"x"},{"x":1}]')

    assert [m.path for m in decoded.mismatches][:1] == ["$[0]"]
    assert decoded.value[1] == Point(1)


def test_plain_types_are_not_coerced() -> None:
    decoded = decode(dict[str, int], b'{"a":"1","b":2.0,"c":3}')

    assert decoded.value == {"a": "1", "b": 2, "c": 3}
    assert [m.path for m in decoded.mismatches] == ["$.a"]


def test_tuples_have_types_by_position() -> None:
    good = decode(tuple[int, str], b'[1,"a"]')
    bad = decode(tuple[int, str], b'[1,2,"more"]')

    assert good.value == (1, "a")
    assert bad.value == (1, 2, "more")
    assert [str(m) for m in bad.mismatches] == [
        "$: promised an array of 2, got an array of 3",
        "$[1]: promised a string, got the number 2",
    ]


def test_awkward_keys_are_ordinary_entries() -> None:
    body = b'{"keys":{"items":1,"get":2},"":{"__class__":3},"copy":{}}'

    found = decode(dict[str, dict[str, int]], body).value

    assert (len(found), sorted(found)) == (3, ["", "copy", "keys"])
    assert found[""]["__class__"] == 3


def test_odd_keys_are_quoted_in_paths() -> None:
    decoded = decode(dict[str, dict[str, int]], b'{"a b":{"":"x"}}')

    assert [m.path for m in decoded.mismatches] == ['$["a b"][""]']


def test_a_message_names_the_first_mismatches_and_counts_the_rest() -> None:
    with pytest.raises(UndecodableError, match=r"\$\[2\].*; and 2 more$"):
        decode(list[int], b'["a","b","c","d","e"]', mode="raise")


def test_a_model_can_be_used_in_what_pydantic_builds_by_itself() -> None:
    found = TypeAdapter(list[Small]).validate_python([{"id": 1}])

    assert found == [Small(id=1)]


def test_labels_of_a_union_change_nothing() -> None:
    form = Annotated[Annotated[int, Tag("i")] | Annotated[str, Tag("s")], Field()]

    assert decode(form, b"1").value == 1
    assert decode(list[form], b'["a",2]').value == ["a", 2]

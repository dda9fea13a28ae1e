"""Documented headers of answers: typed attributes, and what is missing or misfits."""

from __future__ import annotations

from typing import Any

import pytest
from _runtime.documented_headers import DocumentedHeaders, HeaderField
from _runtime.headers import Headers
from _runtime.models import Model
from _runtime.texts import header_lines
from _runtime.times import DateTime


class Point(Model):
    x: int
    y: int


class Described(DocumentedHeaders):
    rate = HeaderField[int]("X-Rate", int, required=True)
    names = HeaderField[list[str]]("X-Names", list[str])
    point = HeaderField[Point]("X-Point", Point)
    at = HeaderField[DateTime]("X-At", DateTime)
    data = HeaderField[dict[str, Any]]("X-Data", dict[str, Any], json=True)


class Setting(DocumentedHeaders):
    cookies = HeaderField[list[str]]("Set-Cookie", list[str])


@pytest.mark.parametrize(
    ("name", "wire_name", "text", "expected"),
    [
        ("rate", "x-rate", "5", 5),
        ("names", "x-names", "a, b", ["a", "b"]),
        ("names", "x-names", "", []),
        ("point", "x-point", "x=1,y=2", Point(x=1, y=2)),
        ("point", "x-point", "x,1,y,2", Point(x=1, y=2)),
        ("data", "x-data", '{"a": [1]}', {"a": [1]}),
        ("data", "x-data", "{", None),
        ("rate", "x-rate", "many", None),
        ("names", "x-other", "a", None),
    ],
)
def test_a_header_is_an_attribute_of_its_type(
    name: str, wire_name: str, text: str, expected: object
) -> None:
    assert getattr(Described({wire_name: text}), name) == expected


def test_what_is_missing_or_misfits_is_noted() -> None:
    found = [
        str(note) for note in Described({"x-point": "x=1", "x-data": "{"}).mismatches
    ]

    assert found[0] == "header X-Rate: promised a value, got nothing"
    assert found[1].startswith("header X-Point: $.y: promised")
    assert found[2].startswith("header X-Data: promised JSON, got ")
    assert len(found) == 3
    assert Described({"x-rate": "5"}).mismatches == ()


def test_the_class_itself_has_the_fields() -> None:
    assert Described.rate.wire_name == "X-Rate"


def test_lines_of_one_header_are_one_value_or_several() -> None:
    assert header_lines(str, ["a", "b"]).value == "a, b"
    assert header_lines(list[str], ["a", "b"]).value == ["a", "b"]


def test_headers_are_a_mapping_without_regard_to_case() -> None:
    headers = Headers([(b"A", b"1"), (b"a", b"2"), (b"B", b"\xe9")])

    assert headers.get_all("A") == ["1", "2"]
    assert (len(headers), headers["B"], headers["a"]) == (2, "é", "1, 2")
    assert headers == Headers({"a": "1, 2", "b": "é"})
    assert hash(headers) == hash(Headers({"a": "1, 2", "b": "é"}))
    assert headers != {"a": "1, 2"}


def test_each_cookie_that_is_set_is_a_value_of_its_own() -> None:
    headers = Setting([(b"Set-Cookie", b"a=1, b"), (b"set-cookie", b"c=2")])

    assert headers.cookies == ["a=1, b", "c=2"]

"""Parameters as text: every style, with and without explode, for every place."""

from __future__ import annotations

from typing import Literal

import pytest
from _runtime.errors import InvalidRequestError
from _runtime.models import Model
from _runtime.parameters import (
    Part,
    Style,
    cookie_pairs,
    header_text,
    query_pairs,
)
from _runtime.paths import filled
from _runtime.payload import form_pairs


class Point(Model):
    x: int
    y: int | None = None


OBJECT = {"a": 1, "b": None, "c": "x.y"}
LIST = ["p", None, "q/r"]
JSON = "application/json"


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        (Style("label"), "a.b", ".a%2Eb"),
        (Style("label"), LIST, ".p,q%2Fr"),
        (Style("label", explode=True), LIST, ".p.q%2Fr"),
        (Style("label"), OBJECT, ".a,1,c,x%2Ey"),
        (Style("label", explode=True), OBJECT, ".a=1.c=x%2Ey"),
        (Style("matrix"), "v", ";p=v"),
        (Style("matrix"), LIST, ";p=p,q%2Fr"),
        (Style("matrix", explode=True), LIST, ";p=p;p=q%2Fr"),
        (Style("matrix"), OBJECT, ";p=a,1,c,x.y"),
        (Style("matrix", explode=True), OBJECT, ";a=1;c=x.y"),
        (Style("simple"), LIST, "p,q%2Fr"),
        (Style("simple", explode=True), OBJECT, "a=1,c=x.y"),
        (Style("simple", content=JSON), {"a": 1}, "%7B%22a%22%3A1%7D"),
    ],
)
def test_a_path_parameter_is_written_in_its_style(
    style: Style, value: object, expected: str
) -> None:
    assert filled("/x/{p}", {"p": value}, {"p": style}) == f"/x/{expected}"


@pytest.mark.parametrize("value", [None, "", [], {}])
@pytest.mark.parametrize("name", ["label", "matrix", "simple"])
def test_an_empty_path_parameter_is_refused_or_says_its_name(
    name: Literal["label", "matrix", "simple"], value: object
) -> None:
    if name == "matrix" and value == "":
        assert filled("/x/{p}", {"p": value}, {"p": Style(name)}) == "/x/;p"
        return

    with pytest.raises(InvalidRequestError, match="`p`"):
        filled("/x/{p}", {"p": value}, {"p": Style(name)})


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        (Style("form", explode=True), None, []),
        (Style("form", content=JSON), {"a": 1}, [("p", "%7B%22a%22%3A1%7D")]),
        (Style("form", content="text/plain"), 5, [("p", "5")]),
        (Style("form", content="text/plain"), [5], [("p", "%5B5%5D")]),
        (Style("querystring", content=JSON), {"a": 1}, [("", "%7B%22a%22%3A1%7D")]),
        (Style("form"), [], []),
        (
            Style("form", explode=False),
            [[1], {"a": 2}],
            [("p", "%5B1%5D,%7B%22a%22%3A2%7D")],
        ),
        (Style("pipeDelimited"), LIST, [("p", "p%7Cq%2Fr")]),
        (Style("tabDelimited"), LIST, [("p", "p%09q%2Fr")]),
        (
            Style("form", explode=True),
            {"a": [1, 2], "b": None},
            [("a", "1"), ("a", "2")],
        ),
        (
            Style("deepObject", explode=True),
            {"a": [1], "b": None},
            [("p%5Ba%5D%5B0%5D", "1")],
        ),
        (
            Style("deepObject", explode=True, arrays="repeat"),
            {"a": [1]},
            [("p%5Ba%5D", "1")],
        ),
        (
            Style("deepObject", explode=True, arrays="brackets"),
            {"a": [1]},
            [("p%5Ba%5D%5B%5D", "1")],
        ),
        (Style("form", allow_reserved=True), "a/b?c=d e", [("p", "a/b?c=d%20e")]),
    ],
)
def test_a_query_parameter_is_written_in_its_style(
    style: Style, value: object, expected: list[tuple[str, str]]
) -> None:
    found = [(k.replace("[", "%5B"), v) for k, v in query_pairs("p", value, style)]

    assert found == expected


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        (Style("form"), None, []),
        (Style("form"), "a;b", [("p", "a%3Bb")]),
        (Style("form", explode=False), [1, 2], [("p", "1,2")]),
        (Style("form"), [], []),
        (Style("form", explode=True), [1, 2], [("p", "1"), ("p", "2")]),
        (Style("form", explode=True), {"a": 1}, [("a", "1")]),
        (Style("cookie"), "a b", [("p", "a b")]),
        (Style("form", content=JSON), {"a": 1}, [("p", "{%22a%22:1}")]),
    ],
)
def test_a_cookie_is_written_in_its_style(
    style: Style, value: object, expected: list[tuple[str, str]]
) -> None:
    assert cookie_pairs("p", value, style) == expected


@pytest.mark.parametrize("value", ["a; admin=1", "a\r\nb"])
def test_a_cookie_as_it_is_brings_no_other(value: str) -> None:
    with pytest.raises(InvalidRequestError, match="cannot hold"):
        cookie_pairs("p", value, Style("cookie"))


@pytest.mark.parametrize(
    ("style", "value", "expected"),
    [
        (Style("simple"), None, None),
        (Style("simple"), {1}, "1"),
        (Style("simple", content=JSON), Point(x=1), '{"x":1}'),
        (Style("simple", explode=True), Point(x=1, y=2), "x=1,y=2"),
    ],
)
def test_a_header_is_written_in_its_style(
    style: Style, value: object, expected: str | None
) -> None:
    assert header_text("X-P", value, style) == expected


def test_a_form_sends_objects_as_json_unless_it_says_otherwise() -> None:
    members = {"a": Point(x=1), "b": [1, 2], "c": None, "d": {"k": 1}}
    parts = {
        "b": Part(style=Style("form", explode=False)),
        "d": Part(content_type="text/plain"),
    }

    assert form_pairs(members, parts) == [
        ("a", "%7B%22x%22%3A1%7D"),
        ("b", "1,2"),
        ("k", "1"),
    ]

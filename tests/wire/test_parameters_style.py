"""Every style of every place, byte for byte (OpenAPI 3.1, 4.8.12.3; RFC 6570)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wire.showing import Shown, parts, taking_everything

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN: dict[str, object] = {
    "primitive": "a b/c",
    "array": ["x", "y&z"],
    "object": {"name": "n=m", "description": "é"},
}
FORM: dict[str, object] = {**GIVEN, "object": {"foo": "n=m", "bar": "é"}}

PATHS = [
    ("GET", "", "a%20b%2Fc/x,y%26z/name,n%3Dm,description,%C3%A9"),
    (
        "GET",
        "/matrix",
        ";primitive=a%20b%2Fc/;array=x,y%26z/;object=name,n%3Dm,description,%C3%A9",
    ),
    (
        "POST",
        "/matrix",
        ";primitive=a%20b%2Fc/;array=x;array=y%26z/;name=n%3Dm;description=%C3%A9",
    ),
    ("GET", "/label", ".a%20b%2Fc/.x,y%26z/.name,n%3Dm,description,%C3%A9"),
    ("POST", "/label", ".a%20b%2Fc/.x.y%26z/.name=n%3Dm.description=%C3%A9"),
    ("GET", "/simple", "a%20b%2Fc/x,y%26z/name,n%3Dm,description,%C3%A9"),
    ("POST", "/simple", "a%20b%2Fc/x,y%26z/name=n%3Dm,description=%C3%A9"),
]
EXPLODED = "primitive=a%20b%2Fc&array=x&array=y%26z&name=n%3Dm&description=%C3%A9"
QUERIES = [
    ("GET", "", EXPLODED),
    (
        "GET",
        "/form",
        "primitive=a%20b%2Fc&array=x,y%26z&object=name,n%3Dm,description,%C3%A9",
    ),
    ("POST", "/form", EXPLODED),
    (
        "GET",
        "/spaceDelimited",
        "array=x%20y%26z&object=name%20n%3Dm%20description%20%C3%A9",
    ),
    (
        "GET",
        "/pipeDelimited",
        "array=x%7Cy%26z&object=name%7Cn%3Dm%7Cdescription%7C%C3%A9",
    ),
    (
        "GET",
        "/deepObject",
        "object%5Bname%5D=n%3Dm&object%5Bdescription%5D=%C3%A9",
    ),
]
COOKIES = [
    "primitive=a%20b/c; array=x; array=y&z; name=n=m; description=%C3%A9",
    "primitive=a%20b/c; array=x,y&z; object=name,n=m,description,%C3%A9",
    "primitive=a%20b/c; array=x; array=y&z; name=n=m; description=%C3%A9",
]
HEADERS = [
    ("GET", "", "name,n=m,description,d"),
    ("GET", "/simple", "name,n=m,description,d"),
    ("POST", "/simple", "name=n=m,description=d"),
]
PARTS = [
    (
        "POST",
        "",
        [
            ("primitive", "a b/c"),
            ("array", "x"),
            ("array", "y&z"),
            ("object", '{"foo":"n=m","bar":"é"}'),
        ],
    ),
    (
        "POST",
        "/form",
        [("primitive", "a b/c"), ("array", "x,y&z"), ("object", "foo,n=m,bar,é")],
    ),
    (
        "PUT",
        "/form",
        [
            ("primitive", "a b/c"),
            ("array", "x"),
            ("array", "y&z"),
            ("foo", "n=m"),
            ("bar", "é"),
        ],
    ),
    (
        "GET",
        "/spaceDelimited",
        [("array", "x y&z"), ("object", "foo n=m bar é")],
    ),
    (
        "POST",
        "/pipeDelimited",
        [("array", "x|y&z"), ("object", "foo|n=m|bar|é")],
    ),
    (
        "POST",
        "/deepObject",
        [
            ("primitive", "a b/c"),
            ("array[0]", "x"),
            ("array[1]", "y&z"),
            ("object[foo]", "n=m"),
            ("object[bar]", "é"),
        ],
    ),
]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    server = taking_everything()
    folder = tmp_path_factory.mktemp("styles")
    yield Shown.of("parameters-style.json", "styles", folder, server)
    server.stop()


def only(shown: Shown, operation: str, given: dict[str, object]) -> dict[str, object]:
    """The arguments that the operation has."""
    taken = shown.arguments(operation)
    return {name: value for name, value in given.items() if name in taken}


@pytest.mark.parametrize(("method", "style", "expected"), PATHS)
def test_a_path_is_filled(shown: Shown, method: str, style: str, expected: str) -> None:
    path = f"/anything/path{style}"

    seen = shown.sent(f"{method} {path}/{{primitive}}/{{array}}/{{object}}", GIVEN)

    assert seen.line == f"{method} {path}/{expected} HTTP/1.1"


@pytest.mark.parametrize(("method", "style", "expected"), QUERIES)
def test_a_query_is_written(
    shown: Shown, method: str, style: str, expected: str
) -> None:
    operation = f"{method} /anything/query{style}"

    seen = shown.sent(operation, only(shown, operation, GIVEN))

    assert seen.line == f"{operation}?{expected} HTTP/1.1"


@pytest.mark.parametrize(("number", "expected"), [*enumerate(COOKIES)])
def test_cookies_are_written(shown: Shown, number: int, expected: str) -> None:
    seen = shown.sent("GET /cookies", GIVEN, number)

    assert seen.headers["cookie"] == expected
    assert seen.target == "/cookies"


@pytest.mark.parametrize(("method", "style", "expected"), HEADERS)
def test_headers_are_written(
    shown: Shown, method: str, style: str, expected: str
) -> None:
    given = {**GIVEN, "object": {"name": "n=m", "description": "d"}}

    seen = shown.sent(f"{method} /anything/headers{style}", given)

    sent = {name: seen.headers[name] for name in ("primitive", "array", "object")}
    assert sent == {"primitive": "a b/c", "array": "x,y&z", "object": expected}


@pytest.mark.parametrize(("method", "style", "expected"), PARTS)
def test_the_members_of_a_multipart_body_are_written(
    shown: Shown, method: str, style: str, expected: list[tuple[str, str]]
) -> None:
    operation = f"{method} /anything/form-data{style}"

    seen = shown.sent(operation, only(shown, operation, FORM))

    assert parts(seen) == [_part(name, text) for name, text in expected]


def _part(name: str, text: str) -> str:
    head = f'Content-Disposition: form-data; name="{name}"'
    if text.startswith("{"):
        head += "\r\nContent-Type: application/json"
    return f"{head}\r\n\r\n{text}"

"""What the echo server of another generator's tests would get, byte for byte."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from wire.showing import Shown, parts, taking_everything

if TYPE_CHECKING:
    from collections.abc import Iterator

PET: dict[str, object] = {
    "id": 10,
    "name": "doggie",
    "category": {"id": 1, "name": "Dogs"},
    "photoUrls": ["http://a.com", "http://b.com"],
    "tags": [{"id": 2, "name": "a&b"}],
    "status": "available",
}
BY_NAME = {**PET, "photo_urls": PET["photoUrls"]}
del BY_NAME["photoUrls"]
PET_JSON = (
    b'{"id":10,"name":"doggie","category":{"id":1,"name":"Dogs"},'
    b'"photoUrls":["http://a.com","http://b.com"],"tags":[{"id":2,"name":"a&b"}],'
    b'"status":"available"}'
)
MOMENT = datetime(2013, 10, 20, 19, 20, 30, tzinfo=UTC)
PATH = (
    "/path/string/{path_string}/integer/{path_integer}"
    "/{enum_nonref_string_path}/{enum_ref_string_path}"
)
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"

TARGETS: list[tuple[str, dict[str, object], str]] = [
    (
        PATH,
        {
            "path_string": "../x",
            "path_integer": -7,
            "enum_nonref_string_path": "success",
            "enum_ref_string_path": "failure",
        },
        "/path/string/..%2Fx/integer/-7/success/failure",
    ),
    (
        "/query/enum_ref_string",
        {"enum_nonref_string_query": "success", "enum_ref_string_query": "failure"},
        "?enum_nonref_string_query=success&enum_ref_string_query=failure",
    ),
    (
        "/query/datetime/date/string",
        {
            "datetime_query": MOMENT,
            "date_query": date(2013, 10, 20),
            "string_query": "a+b c",
        },
        "?datetime_query=2013-10-20T19%3A20%3A30Z&date_query=2013-10-20&string_query=a%2Bb%20c",
    ),
    (
        "/query/integer/boolean/string",
        {"integer_query": 1, "boolean_query": True, "string_query": ""},
        "?integer_query=1&boolean_query=true&string_query=",
    ),
    (
        "/query/style_form/explode_true/array_string",
        {"query_object": {"values": ["hello", "wor,ld"]}},
        "?values=hello&values=wor%2Cld",
    ),
    (
        "/query/style_form/explode_false/array_integer",
        {"query_object": [1, 2]},
        "?query_object=1,2",
    ),
    (
        "/query/style_form/explode_false/array_string",
        {"query_object": ["a", "b,c"]},
        "?query_object=a,b%2Cc",
    ),
    (
        "/query/style_form/explode_true/object/allOf",
        {"query_object": {"text": "a b", "date": MOMENT, "id": 1, "outcomes": ["X"]}},
        "?text=a%20b&date=2013-10-20T19%3A20%3A30Z&id=1&outcomes=X",
    ),
    (
        "/query/style_deepObject/explode_true/object",
        {"query_object": {"id": 1, "category": {"name": "d"}, "photoUrls": ["a", "b"]}},
        (
            "?query_object%5Bid%5D=1&query_object%5Bcategory%5D%5Bname%5D=d"
            "&query_object%5BphotoUrls%5D%5B0%5D=a&query_object%5BphotoUrls%5D%5B1%5D=b"
        ),
    ),
    (
        "/query/style_deepObject/explode_true/object/allOf",
        {"query_object": {"size": "big", "id": 1}},
        "?query_object%5Bsize%5D=big&query_object%5Bid%5D=1",
    ),
]
BODIES: list[tuple[str, dict[str, object], str | None, bytes]] = [
    (
        "/form/integer/boolean/string",
        {"integer_form": 1, "boolean_form": False, "string_form": "a b&c=d+é"},
        FORM,
        b"integer_form=1&boolean_form=false&string_form=a%20b%26c%3Dd%2B%C3%A9",
    ),
    ("/form/oneof", {"body": {"form1": "a", "form2": 2}}, FORM, b"form1=a&form2=2"),
    (
        "/body/application/octetstream/binary",
        {"body": b"\x00\xff"},
        "application/octet-stream",
        b"\x00\xff",
    ),
    ("/echo/body/Pet", BY_NAME, JSON, PET_JSON),
    ("/echo/body/allOf/Pet", BY_NAME, JSON, PET_JSON),
    ("/echo/body/Pet", {}, None, b""),
    ("/echo/body/Tag/response_string", {}, None, b""),
    ("/echo/body/FreeFormObject/response_string", {"body": {}}, JSON, b"{}"),
    ("/echo/body/string_enum", {"body": "success"}, JSON, b'"success"'),
]
FILE = "\r\nContent-Type: application/octet-stream\r\n\r\n"
MULTIPART: list[tuple[str, dict[str, object], list[str]]] = [
    (
        "/form/object/multipart",
        {"marker": {"name": "é"}},
        ['name="marker"\r\nContent-Type: application/json\r\n\r\n{"name":"é"}'],
    ),
    (
        "/body/application/octetstream/single_binary",
        {"my_file": ("a.txt", b"1\r\n2")},
        [f'name="my-file"; filename="a.txt"{FILE}1\r\n2'],
    ),
    (
        "/body/application/octetstream/array_of_binary",
        {"files": [("a", b"1"), ("b", b"2")]},
        [
            f'name="files"; filename="a"{FILE}1',
            f'name="files"; filename="b"{FILE}2',
        ],
    ),
]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    server = taking_everything()
    folder = tmp_path_factory.mktemp("echo")
    yield Shown.of("echo_api.yaml", "echoing", folder, server)
    server.stop()


@pytest.mark.parametrize(("path", "given", "expected"), TARGETS)
def test_a_target_is_written(
    shown: Shown, path: str, given: dict[str, object], expected: str
) -> None:
    seen = shown.sent(f"GET {path}", given)

    target = f"{path}{expected}" if expected.startswith("?") else expected
    assert seen.line == f"GET {target} HTTP/1.1"


def test_headers_are_written(shown: Shown) -> None:
    given = {
        "integer_header": 1,
        "boolean_header": True,
        "string_header": "a b",
        "enum_nonref_string_header": "success",
        "enum_ref_string_header": "failure",
    }

    seen = shown.sent("GET /header/integer/boolean/string/enums", dict(given))

    assert {name: seen.headers[name] for name in given} == {
        "integer_header": "1",
        "boolean_header": "true",
        "string_header": "a b",
        "enum_nonref_string_header": "success",
        "enum_ref_string_header": "failure",
    }


@pytest.mark.parametrize(("path", "given", "kind", "expected"), BODIES)
def test_a_body_is_written(
    shown: Shown,
    path: str,
    given: dict[str, object],
    kind: str | None,
    expected: bytes,
) -> None:
    seen = shown.sent(f"POST {path}", given)

    assert (seen.headers.get("content-type"), seen.body) == (kind, expected)


@pytest.mark.parametrize(("path", "given", "expected"), MULTIPART)
def test_a_multipart_body_is_written(
    shown: Shown, path: str, given: dict[str, object], expected: list[str]
) -> None:
    seen = shown.sent(f"POST {path}", given)

    assert parts(seen) == [
        f"Content-Disposition: form-data; {part}" for part in expected
    ]

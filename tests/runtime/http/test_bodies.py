"""Request bodies, read back with an independent parser."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

import pytest
from _runtime.errors import InvalidRequestError, StatusError
from _runtime.models import Model
from _runtime.omit import omit
from _runtime.operation import Operation
from _runtime.parameters import Part, Style
from _runtime.payload import given
from probes import NOTHING, Probe
from pydantic import Field
from sockets import Answer, Seen, serving
from werkzeug.datastructures import FileStorage
from werkzeug.formparser import parse_form_data

POST = Operation[None, object]("POST", "/up", NOTHING)


class Meta(Model):
    a: str
    foo_bar: Annotated[int, Field(alias="fooBar")]


def _json(probe: Probe, value: object, method: str = "POST") -> Seen:
    operation = Operation[None, object](method, "/up", NOTHING)
    with serving() as server:
        probe.send(server.url, operation, json=value)
        return server.seen[0]


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ({}, b"{}"),
        (None, b"null"),
        ([Meta(a="x", foo_bar=1)], b'[{"a":"x","fooBar":1}]'),
        ([], b"[]"),
        ('x"y', b'"x\\"y"'),
        ({"team": "infra", "left": omit}, b'{"team":"infra"}'),
    ],
)
def test_json_is_sent_as_it_is(probe: Probe, value: object, body: bytes) -> None:
    seen = _json(probe, value)

    assert (seen.body, seen.headers["content-type"]) == (body, "application/json")


def test_no_body_has_no_content_type(probe: Probe) -> None:
    seen = _json(probe, omit)

    assert seen.body == b""
    assert "content-type" not in seen.headers
    assert seen.headers["content-length"] == "0"


def test_a_delete_can_have_a_body(probe: Probe) -> None:
    assert _json(probe, {"ids": [1]}, "DELETE").body == b'{"ids":[1]}'
    assert "content-length" not in _json(probe, omit, "DELETE").headers


def test_no_member_given_sends_no_body() -> None:
    assert given({"a": omit}) is omit
    assert given({"a": omit, "b": None}) == {"b": None}


def test_a_vendor_media_type_and_extra_members(probe: Probe) -> None:
    operation = Operation[None, object](
        "PATCH", "/up", NOTHING, media_type="application/merge-patch+json"
    )

    with serving() as server:
        probe.send(server.url, operation, {"body": {"b": 2}}, json={"a": None})

    seen = server.seen[0]
    assert json.loads(seen.body) == {"a": None, "b": 2}
    assert seen.headers["content-type"] == "application/merge-patch+json"


def test_a_form_is_written_with_its_encodings(probe: Probe) -> None:
    parts = {
        "csv": Part(style=Style("form", explode=False)),
        "filter": Part(style=Style("deepObject")),
        "meta": Part("application/json"),
    }
    operation = Operation[None, object]("POST", "/token", NOTHING, parts=parts)
    form = {
        "grant_type": "client_credentials",
        "scope": ["a b", "c"],
        "csv": ["x", "y"],
        "on": True,
        "filter": {"a": "1&2"},
        "meta": {"a": 1},
        "more": {"b": [2]},
        "opt": None,
        "unset": omit,
    }

    with serving() as server:
        probe.send(server.url, operation, form=form)

    seen = server.seen[0]
    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qsl(seen.body.decode()) == [
        ("grant_type", "client_credentials"),
        ("scope", "a b"),
        ("scope", "c"),
        ("csv", "x,y"),
        ("on", "true"),
        ("filter[a]", "1&2"),
        ("meta", '{"a":1}'),
        ("more", '{"b":[2]}'),
    ]


def test_a_multipart_body_is_written_with_its_styles(probe: Probe) -> None:
    parts = {
        "csv": Part(style=Style("form", explode=False)),
        "filter": Part(style=Style("deepObject")),
        "files": Part(style=Style("form")),
    }
    operation = Operation[None, object]("POST", "/up", NOTHING, parts=parts)
    members = {"csv": ["x y", "z"], "filter": {"a": "1&2"}, "files": [b"1", b"2"]}

    with serving() as server:
        probe.send(server.url, operation, multipart=members)

    form, files = _parts(server.seen[0])
    assert form == [("csv", "x y,z"), ("filter[a]", "1&2")]
    assert [(name, file.read()) for name, file in files] == [
        ("files", b"1"),
        ("files", b"2"),
    ]


def _parts(seen: Seen) -> tuple[list[tuple[str, str]], list[tuple[str, FileStorage]]]:
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": seen.headers["content-type"],
        "CONTENT_LENGTH": str(len(seen.body)),
        "wsgi.input": io.BytesIO(seen.body),
    }
    _, form, files = parse_form_data(environ)
    return list(form.items(multi=True)), list(files.items(multi=True))


def _multipart(probe: Probe, **members: object) -> Seen:
    with serving() as server:
        probe.send(server.url, POST, multipart=members)
        return server.seen[0]


def test_fields_of_a_multipart_form_are_text_or_json(probe: Probe) -> None:
    form, files = _parts(
        _multipart(
            probe,
            hash_="x",
            n=5,
            on=True,
            tags=["a", "b"],
            meta=Meta(a="q", foo_bar=1),
            metas=[{"a": "1", "fooBar": 2}],
            when=datetime(2024, 1, 1, tzinfo=UTC),
            note=None,
            left=omit,
        )
    )

    assert files == []
    assert form == [
        ("hash_", "x"),
        ("n", "5"),
        ("on", "true"),
        ("tags", "a"),
        ("tags", "b"),
        ("meta", '{"a":"q","fooBar":1}'),
        ("metas", '{"a":"1","fooBar":2}'),
        ("when", "2024-01-01T00:00:00Z"),
    ]


def test_a_file_can_be_given_in_every_way(probe: Probe, tmp_path: Path) -> None:
    path = tmp_path / "p.bin"
    path.write_bytes(b"path\r\n")
    opened = io.BytesIO(b"skip" + b"object")
    opened.seek(4)
    seen = _multipart(
        probe,
        file=b"bytes",
        files=[path, None, opened],
        named=('é "x".txt', b"tuple", "text/plain"),
        **{"product[files][]": [b"1", b"2"]},
    )

    _, files = _parts(seen)

    found = [(n, f.filename, f.mimetype, f.stream.read()) for n, f in files]
    assert found == [
        ("file", "file", "application/octet-stream", b"bytes"),
        ("files", "p.bin", "application/octet-stream", b"path\r\n"),
        ("files", "files", "application/octet-stream", b"object"),
        ("named", 'é "x".txt', "text/plain", b"tuple"),
        ("product[files][]", "product[files][]", "application/octet-stream", b"1"),
        ("product[files][]", "product[files][]", "application/octet-stream", b"2"),
    ]
    assert int(seen.headers["content-length"]) == len(seen.body)


def test_a_multipart_body_is_replayed_byte_for_byte(
    probe: Probe, tmp_path: Path
) -> None:
    path = tmp_path / "p.bin"
    path.write_bytes(b"x" * 200_000)
    operation = Operation[None, object]("PUT", "/up", NOTHING)

    with serving(Answer(500), Answer(204)) as server:
        probe.send(server.url, operation, multipart={"file": path, "a": "b"})

    first, second = server.seen
    assert first.body == second.body
    assert len(first.body) > 200_000


class OneShot(io.RawIOBase):
    """A stream that cannot go back."""

    def __init__(self, data: bytes) -> None:
        self._inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._inner.read(size)


def test_a_stream_that_cannot_go_back_is_sent_once(probe: Probe) -> None:
    operation = Operation[None, object]("PUT", "/up", NOTHING)

    with serving(Answer(500)) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, operation, multipart={"file": OneShot(b"data")})

    assert len(server.seen) == 1
    assert b"data" in server.seen[0].body
    assert caught.value.__notes__ == ["not sent again: its body can be read only once"]


def _chunks() -> Iterator[bytes]:
    yield b"a"
    yield b"b"


def test_content_is_sent_as_it_is(probe: Probe, tmp_path: Path) -> None:
    path = tmp_path / "p.bin"
    path.write_bytes(b"path")
    with serving() as server:
        for content in (b"bytes", "é", path, _chunks(), [b"a", b"c"]):
            probe.send(server.url, POST, content=content)
    bodies = [seen.body for seen in server.seen]
    kinds = [seen.headers["content-type"] for seen in server.seen]

    assert bodies == [b"bytes", "é".encode(), b"path", b"ab", b"ac"]
    assert kinds[:3] == [
        "application/octet-stream",
        "text/plain; charset=utf-8",
        "application/octet-stream",
    ]


def test_a_seekable_file_is_rewound_and_a_generator_is_not_replayed(
    probe: Probe,
) -> None:
    operation = Operation[None, object]("PUT", "/up", NOTHING)

    with serving(Answer(503), Answer(204)) as server:
        probe.send(server.url, operation, content=io.BytesIO(b"data"))
    with serving(Answer(503), Answer(204)) as other, pytest.raises(StatusError):
        probe.send(other.url, operation, content=_chunks())

    assert [seen.body for seen in server.seen[:2]] == [b"data", b"data"]
    assert len(other.seen) == 1


def test_what_cannot_be_sent_is_refused(probe: Probe) -> None:
    with serving() as server:
        with pytest.raises(InvalidRequestError):
            probe.send(server.url, POST, content=5)
        with pytest.raises(InvalidRequestError):
            probe.send(server.url, POST, form=5)
        with pytest.raises(InvalidRequestError):
            probe.send(server.url, POST, json=object())

    assert server.seen == []

from __future__ import annotations

import email.policy
import io
import json
from datetime import UTC, datetime
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any, TypedDict

import pytest
from sockets import serving
from twins import in_both, sent
from wire_multipart import AsyncMultipartFilesAndFields, MultipartFilesAndFields, types

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from email.message import MIMEPart
    from pathlib import Path

    from _typeshed import WriteableBuffer
    from sockets import Seen, Server

    Either = MultipartFilesAndFields | AsyncMultipartFilesAndFields

WHEN = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def up(wire: Server, call: Callable[[Either], Awaitable[None] | None]) -> Seen:
    in_both(
        MultipartFilesAndFields(base_url=wire.url),
        AsyncMultipartFilesAndFields(base_url=wire.url),
        call,
    )
    return sent(wire)


def parts(seen: Seen) -> list[tuple[str, str | None, str, bytes]]:
    """Name, file name, media type and content of each part, as a standard parser reads them."""
    head = f"Content-Type: {seen.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=email.policy.HTTP).parsebytes(head + seen.body)
    return [_read(part) for part in message.iter_parts()]


def _read(part: MIMEPart[Any]) -> tuple[str, str | None, str, bytes]:
    name: object = part.get_param("name", header="content-disposition")
    content: object = part.get_payload(decode=True)
    assert isinstance(name, str)
    assert isinstance(content, bytes)
    kind = part.get_content_type() if "content-type" in part else ""
    return name, part.get_filename(), kind, content


def test_the_boundary_of_the_header_is_that_of_the_body(wire: Server) -> None:
    with MultipartFilesAndFields(base_url=wire.url) as client:
        client.up.create(file=b"x", hash="h")

    [seen] = wire.seen
    kind, _, boundary = seen.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/form-data"
    assert seen.body.startswith(f"--{boundary}\r\n".encode())
    assert seen.body.endswith(f"\r\n--{boundary}--\r\n".encode())


def test_a_file_is_bytes_an_open_file_a_path_or_a_triple(
    wire: Server, tmp_path: Path
) -> None:
    content = bytes(range(256))
    path = tmp_path / "there.bin"
    path.write_bytes(content)

    found = [
        parts(up(wire, lambda client: client.up.create(file=content, hash="h")))[0],
        parts(up(wire, lambda c: c.up.create(file=io.BytesIO(content), hash="h")))[0],
        parts(up(wire, lambda client: client.up.create(file=path, hash="h")))[0],
        parts(
            up(
                wire,
                lambda client: client.up.create(
                    file=("n.png", content, "image/png"), hash="h"
                ),
            )
        )[0],
    ]

    plain = "application/octet-stream"
    assert found == [
        ("file", "file", plain, content),
        ("file", "file", plain, content),
        ("file", "there.bin", plain, content),
        ("file", "n.png", "image/png", content),
    ]


def test_an_open_file_is_sent_under_its_name(wire: Server, tmp_path: Path) -> None:
    path = tmp_path / "open.txt"
    path.write_bytes(b"text")

    with (
        path.open("rb") as file,
        MultipartFilesAndFields(base_url=wire.url) as client,
    ):
        client.up.create(file=file, hash="h")

    assert parts(wire.seen[0])[0][1:] == (
        "open.txt",
        "application/octet-stream",
        b"text",
    )


class Endless(io.RawIOBase):
    """A stream that cannot be wound back."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        return self._content.readinto(buffer)


def test_a_stream_that_cannot_be_wound_back_is_sent_once(wire: Server) -> None:
    with MultipartFilesAndFields(base_url=wire.url, max_retries=0) as client:
        client.up.create(file=io.BufferedReader(Endless(b"once")), hash="h")

    assert parts(wire.seen[0])[0][3] == b"once"


def test_each_file_of_a_list_is_a_part_of_the_same_name(wire: Server) -> None:
    seen = up(
        wire,
        lambda client: client.up.create(
            file=b"", hash="h", files=[b"1", b"2"], product_files=[b"3", b"4"]
        ),
    )

    names = [(name, content) for name, _, _, content in parts(seen)]
    assert names == [
        ("file", b""),
        ("hash_", b"h"),
        ("files", b"1"),
        ("files", b"2"),
        ("product[files][]", b"3"),
        ("product[files][]", b"4"),
    ]


def test_scalars_are_text_parts_and_a_list_of_them_one_for_each(wire: Server) -> None:
    seen = up(
        wire,
        lambda client: client.up.create(
            file=b"", hash="x", n=5, on=True, when=WHEN, tags=["a", "b"]
        ),
    )

    found = parts(seen)[1:]
    assert [(name, content) for name, _, _, content in found] == [
        ("hash_", b"x"),
        ("n", b"5"),
        ("on", b"true"),
        ("tags", b"a"),
        ("tags", b"b"),
        ("when", b"2024-01-02T03:04:05Z"),
    ]
    assert {(filename, kind) for _, filename, kind, _ in found} <= {
        (None, ""),
        (None, "text/plain"),
    }


@pytest.mark.parametrize(
    "meta", [types.Meta(a="q", foo_bar=1), {"a": "q", "fooBar": 1}], ids=type
)
def test_an_object_is_one_json_part_and_a_list_of_them_one_for_each(
    wire: Server, meta: types.Meta | types.MetaDict
) -> None:
    seen = up(
        wire,
        lambda client: client.up.create(
            file=b"", hash="x", meta=meta, metas=[meta, {"a": "r"}]
        ),
    )

    found = [
        (name, kind, json.loads(content)) for name, _, kind, content in parts(seen)[2:]
    ]
    assert found == [
        ("meta", "application/json", {"a": "q", "fooBar": 1}),
        ("metas", "application/json", {"a": "q", "fooBar": 1}),
        ("metas", "application/json", {"a": "r"}),
    ]


def test_what_is_unset_or_null_is_absent(wire: Server) -> None:
    seen = up(wire, lambda c: c.up.create(file=b"", hash="x", note=None))

    assert [name for name, *_ in parts(seen)] == ["file", "hash_"]


def test_a_file_name_with_quotes_and_letters_arrives(wire: Server) -> None:
    name = 'é "x".txt'

    seen = up(wire, lambda client: client.up.create(file=(name, b"x"), hash="h"))

    assert parts(seen)[0][1] == name


def test_a_body_that_is_a_file_is_a_part_called_so(wire: Server) -> None:
    seen = up(wire, lambda client: client.photo.set(file=b"x"))

    assert parts(seen) == [("file", "file", "application/octet-stream", b"x")]


def test_a_body_that_lists_files_is_parts_called_so(wire: Server) -> None:
    seen = up(wire, lambda client: client.photo.add(files=[b"x", b"y"]))

    found = [(name, content) for name, _, _, content in parts(seen)]
    assert found == [("files", b"x"), ("files", b"y")]


def test_parts_of_which_the_document_says_no_name_are_a_mapping(wire: Server) -> None:
    seen = up(wire, lambda client: client.photo.delete({"ids": [1, 2]}))

    found = [(name, content) for name, _, _, content in parts(seen)]
    assert found == [("ids", b"1"), ("ids", b"2")]


class Body(TypedDict):
    file: bytes
    hash: str


def test_a_dict_may_be_unpacked_into_the_call() -> None:
    body: Body = {"file": b"x", "hash": "h"}

    with serving() as wire:
        seen = up(wire, lambda client: client.up.create(**body))

    assert [name for name, *_ in parts(seen)] == ["file", "hash_"]

"""Where a document may come from, and what is said when it does not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostic, Diagnostics, Severity
from sdksmith.diagnostics.stop import SPEC_ERRORS, WRONG_USE, Stop
from sdksmith.document import BundledDocument, read_document, reading
from sdksmith.document.remote import RemoteRules

PETS = b"openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\npaths: {}\n"


def read(
    location: str, base: Path, *, stdin: bytes = b"", allow_remote: bool = False
) -> tuple[BundledDocument, list[Diagnostic]]:
    diagnostics = Diagnostics()
    document = read_document(
        location,
        stdin=lambda: stdin,
        rules=RemoteRules(allow_remote),
        base=base,
        diagnostics=diagnostics,
    )
    return document, diagnostics.items


def stopped(location: str, base: Path, **options: bytes) -> tuple[Code, int, int]:
    with pytest.raises(Stop) as caught:
        read(location, base, stdin=options.get("stdin", b""))
    item = caught.value.diagnostics[-1]
    line = item.position.line if item.position else 0
    return item.code, line, caught.value.exit_code


def test_a_path_is_read_from_its_base_and_named_from_there(tmp_path: Path) -> None:
    folder = tmp_path / "ein Ordner ü"
    folder.mkdir()
    (folder / "pets.yaml").write_bytes(PETS)

    document, items = read("ein Ordner ü/pets.yaml", tmp_path)

    assert document.entry == "ein Ordner ü/pets.yaml"
    assert document.root["info"] == {"title": "Pets", "version": "1.0.0"}
    assert items == []
    assert read(str(folder / "pets.yaml"), tmp_path)[0].entry == document.entry


def test_standard_input_is_read(tmp_path: Path) -> None:
    document, items = read("-", tmp_path, stdin=PETS)

    assert (document.entry, document.root["openapi"]) == ("<stdin>", "3.0.3")
    assert items == []


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("tab.yaml", b"openapi: 3.0.3\ninfo:\n\ttitle: x\n", (Code.NOT_YAML, 3)),
        ("colon.json", b'{\n"openapi": "3.0.3",\n"a" 1}', (Code.NOT_JSON, 3)),
        ("braces.yaml", b'{\n"openapi": "3.0.3"\n"a": 1}', (Code.NOT_JSON, 3)),
        ("empty.yaml", b"", (Code.EMPTY_DOCUMENT, 1)),
        ("blank.json", b" \n\n", (Code.EMPTY_DOCUMENT, 1)),
        ("comment.yaml", b"# nothing\n", (Code.NOT_A_MAPPING, 1)),
        ("text.yaml", b"hello", (Code.NOT_A_MAPPING, 1)),
        ("list.json", b"[1]", (Code.NOT_A_MAPPING, 1)),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", (Code.NOT_YAML, 2)),
    ],
)
def test_what_is_no_document_is_one_error_with_its_line(
    tmp_path: Path, name: str, data: bytes, expected: tuple[Code, int]
) -> None:
    (tmp_path / name).write_bytes(data)

    assert stopped(name, tmp_path) == (*expected, SPEC_ERRORS)


def test_flow_style_is_yaml_too(tmp_path: Path) -> None:
    (tmp_path / "pets.yaml").write_bytes(b"{openapi: 3.0.3, paths: {}}  # compact\n")

    assert read("pets.yaml", tmp_path)[0].root == {"openapi": "3.0.3", "paths": {}}


def test_json_with_a_comma_too_many_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "pets.json").write_bytes(b'{\n"openapi": "3.0.3",\n"paths": {},\n}')

    document, items = read("pets.json", tmp_path)

    assert document.root == {"openapi": "3.0.3", "paths": {}}
    assert [(item.code, item.severity) for item in items] == [
        (Code.NOT_JSON, Severity.WARNING)
    ]
    assert items[0].position is not None
    assert items[0].position.line == 4


def test_files_that_cannot_be_read_are_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pets.yaml").write_bytes(PETS)
    monkeypatch.setattr(reading, "LARGEST", 10)

    assert stopped("gone.yaml", tmp_path) == (Code.FILE_NOT_FOUND, 0, WRONG_USE)
    assert stopped(".", tmp_path) == (Code.FILE_NOT_READABLE, 0, WRONG_USE)
    assert stopped("pets.yaml", tmp_path) == (Code.DOCUMENT_TOO_LARGE, 0, WRONG_USE)
    assert stopped("a\0b", tmp_path) == (Code.FILE_NOT_READABLE, 0, WRONG_USE)


def test_the_hash_ignores_what_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(PETS)
    (tmp_path / "b.yaml").write_bytes(
        b"# a comment\r\npaths: {}\r\ninfo:\r\n  version: '1.0.0'\r\n  title: Pets\r\n"
        b"openapi: 3.0.3\r\n"
    )
    (tmp_path / "c.json").write_bytes(
        b'{"openapi":"3.0.3","info":{"title":"Pets","version":"1.0.0"},"paths":{}}'
    )
    (tmp_path / "d.yaml").write_bytes(PETS.replace(b"Pets", b"Cats"))
    a, b, c, d = (
        read(name, tmp_path)[0].content_hash
        for name in ("a.yaml", "b.yaml", "c.json", "d.yaml")
    )

    assert a == b == c != d


class Pages(BaseHTTPRequestHandler):
    """Serves a document, one that it refers to, and a way to a local file."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/to-file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            return
        body = {
            "/api/pets.yaml": PETS
            + b"components: {schemas: {Pet: {$ref: pet.yaml}}}\n",
            "/api/pet.yaml": b"type: object\n",
        }.get(path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_url_is_read_and_named_without_its_secrets(
    server: str, tmp_path: Path
) -> None:
    document, (item,) = read(f"http://{server}/api/pets.yaml?token=s3cret", tmp_path)

    assert document.entry == f"http://{server}/api/pets.yaml"
    assert item.code is Code.REMOTE_REF
    assert document.root["components"]["schemas"]["Pet"] == {}


def test_references_between_urls_are_followed_where_that_is_allowed(
    server: str, tmp_path: Path
) -> None:
    document, items = read(
        f"http://{server}/api/pets.yaml", tmp_path, allow_remote=True
    )

    assert items == []
    assert document.root["components"]["schemas"]["Pet"] == {"type": "object"}
    origin = document.origin("/components/schemas/Pet/type")
    assert (origin.file, origin.pointer) == (f"http://{server}/api/pet.yaml", "/type")


def test_a_download_that_fails_is_one_error(server: str, tmp_path: Path) -> None:
    for path in ("gone.yaml", "to-file"):
        assert stopped(f"http://{server}/{path}", tmp_path) == (
            Code.DOWNLOAD_FAILED,
            0,
            WRONG_USE,
        )

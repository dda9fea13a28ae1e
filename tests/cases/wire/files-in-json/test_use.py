"""Files in JSON: text as it came, bytes as base64; an answer that is one file is bytes."""

from __future__ import annotations

import json

import pytest
from sockets import Answer, serving
from twins import in_both, sent
from wire_files_in_json import AsyncFilesInJSON, FilesInJSON

NOTE = {"data": "not base64: é", "pages": ["/+8=", ""], "cover": None}


def test_text_that_a_server_sends_for_a_file_is_kept() -> None:
    with serving(Answer(201, json.dumps(NOTE).encode())) as server:
        made = in_both(
            FilesInJSON(base_url=server.url),
            AsyncFilesInJSON(base_url=server.url),
            lambda c: c.notes.create(data="x", options={"on_mismatch": "raise"}),
        )

    assert made.data == NOTE["data"]
    assert made.to_dict() == NOTE


def test_text_is_sent_as_it_is_and_bytes_as_base64() -> None:
    with serving(Answer(201, json.dumps(NOTE).encode())) as server:
        in_both(
            FilesInJSON(base_url=server.url),
            AsyncFilesInJSON(base_url=server.url),
            lambda c: c.notes.create(
                data="a text", pages=[b"\xff\xef", "x"], parts=[{"data": b"a"}]
            ),
        )
        seen = sent(server)

    assert json.loads(seen.body) == {
        "data": "a text",
        "pages": ["/+8=", "x"],
        "parts": [{"data": "YQ=="}],
    }


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"%PDF-1.7 \xff", "application/pdf"),
        (b'"JVBERg=="', "application/json"),
        (b"", "application/json"),
    ],
)
def test_an_answer_that_is_one_file_is_given_as_it_came(
    body: bytes, media_type: str
) -> None:
    with serving(Answer(200, body, {"Content-Type": media_type})) as server:
        found = in_both(
            FilesInJSON(base_url=server.url),
            AsyncFilesInJSON(base_url=server.url),
            lambda c: c.scans.create(b"\xff\xef", options={"on_mismatch": "raise"}),
        )
        seen = sent(server)

    assert found == body
    assert seen.body == b'"/+8="'


def test_an_upload_is_a_file_and_its_answer_text() -> None:
    with serving(Answer(201, b'{"file":"https://x.test/1"}')) as server:
        made = in_both(
            FilesInJSON(base_url=server.url),
            AsyncFilesInJSON(base_url=server.url),
            lambda c: c.pictures.create(file=("a.png", b"bytes", "image/png")),
        )
        seen = sent(server)

    assert made.to_dict() == {"file": "https://x.test/1"}
    assert b'filename="a.png"' in seen.body

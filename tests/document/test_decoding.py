"""Bytes in any of the encodings that documents come in give the same text."""

from __future__ import annotations

import codecs

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.document.decoding import decode

TEXT = '{"größe": "名前"}\n'


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == (TEXT, ())


def test_other_encodings_are_told_with_their_place_and_not_fatal() -> None:
    text, (remark,) = decode("a: 1\r\nb: größe".encode("latin-1"))

    assert text == "a: 1\nb: gr\ufffd\ufffde"
    assert (remark.code, remark.offset) == (Code.ODD_ENCODING, 10)

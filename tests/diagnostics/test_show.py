"""Diagnostics as people read them, whatever the document and the terminal hold."""

from __future__ import annotations

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin, Position
from sdksmith.diagnostics.position import nowhere
from sdksmith.diagnostics.show import encodable, show


def test_a_diagnostic_shows_its_place_its_line_and_what_to_do() -> None:
    diagnostics = Diagnostics()
    at = Origin("spec/pets.yaml", "/components/schemas/Pet/enum")
    diagnostics.warn(Code.EMPTY_ENUM, "`enum` lists no value", at=at)

    text = show(
        diagnostics.items, lambda _: Position(12, 7, "      enum: []", 6), colour=False
    )

    assert text == (
        "spec/pets.yaml:12:7: warning[empty-enum]: `enum` lists no value\n"
        "  12 |       enum: []\n"
        "     |       ^\n"
        "  = at #/components/schemas/Pet/enum\n"
        "  = help: List the allowed values, or remove `enum`. It was read as if it were "
        "not there.\n"
    )


def test_the_help_of_a_code_is_printed_once() -> None:
    diagnostics = Diagnostics()
    diagnostics.error(Code.NOT_JSON, "one", at=Origin("a.json"), line=1)
    diagnostics.error(Code.NOT_JSON, "two", at=Origin("a.json"), line=2)

    text = show(diagnostics.items, nowhere, colour=False)

    assert text.count("= help") == 1
    assert "a.json:2: error[not-json]: two" in text


def test_a_diagnostic_without_a_place_is_only_its_message() -> None:
    diagnostics = Diagnostics()
    diagnostics.error(Code.FILE_NOT_FOUND, "there is no file pets.yaml")

    text = show(diagnostics.items, nowhere, colour=False)

    assert text.startswith("error[file-not-found]: there is no file pets.yaml\n")


def test_no_control_character_of_a_document_reaches_the_terminal() -> None:
    diagnostics = Diagnostics()
    at = Origin("a\x1b[2J.yaml", "/\x07")
    diagnostics.note(Code.ODD_PATH, "told\nas \u202eone\x9b", at=at)

    text = show(
        diagnostics.items, lambda _: Position(1, 1, "\x1b]0;x\x07é", 0), colour=False
    )

    assert "a\\x1b[2J.yaml:1:1: note[odd-path]: told\\nas \\u202eone\\x9b\n" in text
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)


def test_the_caret_stands_under_its_place_after_tabs_and_wide_letters() -> None:
    diagnostics = Diagnostics()
    diagnostics.warn(Code.ODD_PATH, "here", at=Origin("a.yaml", "/x"))

    text = show(
        diagnostics.items, lambda _: Position(1, 4, "\t名e\u0301: x", 4), colour=False
    )

    assert "  1 |     名e\u0301: x\n    |        ^\n" in text


def test_colours_are_only_there_when_asked_for() -> None:
    diagnostics = Diagnostics()
    diagnostics.error(Code.NOT_JSON, "one", at=Origin("a.json"), line=1)

    assert "\x1b[31merror[not-json]\x1b[0m" in show(
        diagnostics.items, nowhere, colour=True
    )
    assert "\x1b" not in show(diagnostics.items, nowhere, colour=False)


def test_what_an_encoding_cannot_hold_is_escaped() -> None:
    assert encodable("größe 名 \udc80", "cp1252") == "größe \\u540d \\udc80"
    assert encodable("é", None) == "\\xe9"
    assert encodable("名", "utf-8") == "名"

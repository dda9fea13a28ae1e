"""What is told on the error stream: only what was asked for, and progress when it is slow."""

from __future__ import annotations

import io
import sys
import time

import pytest

from sdksmith.cli import telling
from sdksmith.cli.telling import Progress, Teller, wants_colour
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics

Capture = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def diagnostics() -> Diagnostics:
    found = Diagnostics()
    found.warn(Code.NO_PATHS, "a warning")
    found.note(Code.EMPTY_DOCUMENT, "a note")
    found.note(Code.EMPTY_DOCUMENT, "another note")
    return found


def test_notes_are_counted_and_told_on_request(
    diagnostics: Diagnostics, capsys: Capture
) -> None:
    Teller().tell(diagnostics.items)
    told = capsys.readouterr().err

    assert "a warning" in told
    assert "another note" not in told
    assert told.endswith("2 notes (-v shows them)\n")
    Teller(verbose=True).tell(diagnostics.items)
    assert "another note" in capsys.readouterr().err


def test_the_first_warnings_of_each_code_are_shown_and_the_others_are_counted(
    capsys: Capture,
) -> None:
    found = Diagnostics()
    found.warn(Code.NO_PATHS, "another code")
    for number in range(telling.MOST + 2):
        found.warn(Code.NULLABLE_REF, f"warning {number}")
        found.error(Code.NOT_OPENAPI, f"error {number}")
    found.note(Code.EMPTY_DOCUMENT, "a note")

    Teller().tell(found.items)
    told = capsys.readouterr().err
    assert "another code" in told
    assert f"error {telling.MOST}" in told
    assert f"warning {telling.MOST - 1}" in told
    assert f"warning {telling.MOST}" not in told
    assert told.endswith("2 more of nullable-ref, 1 note (-v shows them)\n")
    Teller(verbose=True).tell(found.items)
    assert f"warning {telling.MOST + 1}" in capsys.readouterr().err


def test_quiet_tells_errors_only(diagnostics: Diagnostics, capsys: Capture) -> None:
    Teller(quiet=True).tell(diagnostics.items)
    assert capsys.readouterr().err == ""

    diagnostics.error(Code.NOT_JSON, "an error")
    Teller(quiet=True).tell(diagnostics.items)
    assert "an error" in capsys.readouterr().err


def test_a_terminal_sees_the_stage_of_slow_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(telling, "PATIENCE", 0.01)
    with Progress() as progress:
        progress("reading")
        time.sleep(0.1)

    assert "reading … 0 s" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_quick_work_and_pipes_see_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with Progress() as progress:
            progress("reading")

        assert stream.getvalue() == ""


def test_colours_are_for_terminals_whose_user_wants_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert wants_colour()

    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour()

"""Formatting is skipped where nothing moved, and runs where something did."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.stop import Stop
from sdksmith.output import formatting
from sdksmith.output.formatting import FormattedFile, format_files
from sdksmith.output.lock import Lock
from sdksmith.render.files import RenderedFile


def rendered(path: str, text: str, template: str = "x.jinja") -> RenderedFile:
    return RenderedFile(path, text, template, "0")


def lock_of(files: tuple[FormattedFile, ...]) -> Lock:
    return Lock(
        inputs={"formatter": formatting.identity("black")},
        files={file.path: file.entry for file in files},
    )


FILES = (rendered("a.py", "x = {  'a':1 }\n"), rendered("b.md", "x = {  'a':1 }\n"))


def texts(files: tuple[FormattedFile, ...]) -> Mapping[str, str]:
    return {file.path: file.text for file in files}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    found = formatting.formatter_called("black")

    class Counting:
        name = "black"

        def format(self, path: str, text: str) -> str:
            made.append(path)
            return found.format(path, text)

    monkeypatch.setattr(formatting, "formatter_called", lambda _: Counting())
    return made


def test_only_python_is_formatted() -> None:
    files = format_files(FILES, None, {}, "black", Diagnostics())

    assert texts(files) == {"a.py": 'x = {"a": 1}\n', "b.md": "x = {  'a':1 }\n"}


def test_the_runtime_is_copied_as_it_is() -> None:
    copied = rendered("r.py", "x = 'a'\n", "package/_runtime/r.py")

    assert texts(format_files((copied,), None, {}, "black", Diagnostics())) == {
        "r.py": "x = 'a'\n"
    }


def test_what_has_not_moved_is_taken_from_the_disk(calls: list[str]) -> None:
    first = format_files(FILES, None, {}, "black", Diagnostics())
    calls.clear()
    again = format_files(FILES, lock_of(first), texts(first), "black", Diagnostics())

    assert (again, calls) == (first, [])


def test_an_edited_file_is_formatted_anew(calls: list[str]) -> None:
    first = format_files(FILES, None, {}, "black", Diagnostics())
    calls.clear()
    again = format_files(
        FILES, lock_of(first), {"a.py": "edited"}, "black", Diagnostics()
    )

    assert (again, calls) == (first, ["a.py"])


def test_another_formatter_version_formats_all_anew(calls: list[str]) -> None:
    first = format_files(FILES, None, {}, "black", Diagnostics())
    lock = Lock(inputs={"formatter": "black 1"}, files=lock_of(first).files)
    calls.clear()
    format_files(FILES, lock, texts(first), "black", Diagnostics())

    assert calls == ["a.py"]


def test_much_work_is_spread_with_the_same_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = [rendered(f"f{n}.py", f"x = {n*'1,'}\n") for n in range(1, 5)]
    alone = format_files(files, None, {}, "black", Diagnostics())
    monkeypatch.setattr(formatting, "PARALLEL_FROM", 1)

    assert format_files(files, None, {}, "black", Diagnostics()) == alone


def test_what_is_no_python_is_told_with_its_line() -> None:
    with pytest.raises(Stop) as caught:
        format_files(
            [rendered("a.py", "x = 1\ny = = 2\n")], None, {}, "black", Diagnostics()
        )

    found = caught.value.diagnostics[0]
    assert (found.code, found.origin, found.line) == (
        Code.NOT_PYTHON,
        Origin("a.py"),
        2,
    )

"""Formatting: what has not moved since the last run is taken from the disk."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from typing import Protocol

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.stop import WRONG_USE, Stop
from sdksmith.output.lock import FileEntry, Lock, text_hash
from sdksmith.render.files import RenderedFile

PARALLEL_FROM = 400_000
"""Characters from which further processes pay: each costs about half a second."""


class Formatter(Protocol):
    """What turns rendered Python into its final form; must be picklable."""

    @property
    def name(self) -> str:
        """The distribution it comes from, as the config calls it."""
        ...

    def format(self, path: str, text: str) -> str:
        """The final text of one Python file; raises `NotPythonError`."""
        ...


class NotPythonError(ValueError):
    """A rendered file that is no Python: the line, from 1, and its source."""

    def __init__(self, path: str, line: int, source: str) -> None:
        super().__init__(path, line, source)
        self.path = path
        self.line = line
        self.source = source


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """One file as it is written; `owned` false means: only if it is not there yet."""

    path: str
    text: str
    entry: FileEntry
    owned: bool


def identity(formatter: str) -> str:
    """A formatter with its version, as the lock records it; does not import it."""
    return f"{formatter} {version(formatter)}"


def formatter_called(name: str) -> Formatter:
    """The formatter of a name that the config allows."""
    assert name == "black", f"the config let the formatter {name!r} through"
    from sdksmith.output.black import BlackFormatter

    return BlackFormatter()


def format_files(
    rendered: Sequence[RenderedFile],
    previous: Lock | None,
    disk: Mapping[str, str],
    formatter: str,
    diagnostics: Diagnostics,
) -> tuple[FormattedFile, ...]:
    """Every file in its final form, in the order given.

    A file whose rendered text is that of the lock, and which stands untouched on
    the disk, is not formatted again. A file that is no Python stops the run.
    """
    hashes = {file.path: text_hash(file.text) for file in rendered}
    final: dict[str, str] = {}
    if previous and previous.inputs.get("formatter") == identity(formatter):
        for path, entry in previous.files.items():
            untouched = path in disk and text_hash(disk[path]) == entry.written
            if untouched and hashes.get(path) == entry.rendered:
                final[path] = disk[path]
    todo = [file for file in rendered if file.path not in final]
    try:
        final |= _format_all(todo, formatter)
    except NotPythonError as error:
        template = next(file.template for file in todo if file.path == error.path)
        message = f"`{template}` gave no Python for this file: `{error.source}`"
        origin = Origin(error.path)
        diagnostics.error(Code.NOT_PYTHON, message, at=origin, line=error.line)
        raise Stop(diagnostics, WRONG_USE) from error
    return tuple(
        FormattedFile(
            path=file.path,
            text=final[file.path],
            entry=FileEntry(hashes[file.path], text_hash(final[file.path])),
            owned=file.owned,
        )
        for file in rendered
    )


def _format_all(files: Sequence[RenderedFile], formatter: str) -> Mapping[str, str]:
    texts = {file.path: file.text for file in files}
    python = {f.path: f.text for f in files if _needs_formatting(f)}
    if not python:
        return texts
    tool = formatter_called(formatter)
    workers = os.cpu_count() or 1
    if workers == 1 or sum(map(len, python.values())) < PARALLEL_FROM:
        done = {path: tool.format(path, text) for path, text in python.items()}
    else:
        # The longest first, so that no worker is left with a long one at the end.
        order = sorted(python, key=lambda path: (-len(python[path]), path))
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            formatted = pool.map(tool.format, order, [python[path] for path in order])
            done = dict(zip(order, formatted, strict=True))
    return {**texts, **done}


def _needs_formatting(file: RenderedFile) -> bool:
    # The runtime is copied from plain Python files, which are formatted already.
    return file.path.endswith(".py") and not file.template.endswith(".py")

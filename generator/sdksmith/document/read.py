"""The document stage: a location in, one plain tree with its sources out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.stop import SPEC_ERRORS, WRONG_USE, Stop
from sdksmith.document.bundle import bundle
from sdksmith.document.bundled import BundledDocument
from sdksmith.document.library import Library
from sdksmith.document.reading import (
    STDIN,
    NoBytesError,
    file_bytes,
    is_url,
    shown_path,
    shown_url,
    stdin_bytes,
    url_bytes,
)
from sdksmith.document.source import Source, read_source


def read_document(
    location: str,
    *,
    stdin: Callable[[], bytes] | None = None,
    allow_remote: bool = False,
    base: Path,
    diagnostics: Diagnostics,
) -> BundledDocument:
    """Read the document and the files that it refers to.

    `location` is a path (from `base`), an http(s) URL, or `-` for `stdin`. Files are
    known by their path from `base`. A `$ref` may lead to files in the entry's folder
    and below, and to URLs where `allow_remote`; any other one is reported, and its
    place becomes `{}`. Raises `Stop` where the entry itself cannot be read.
    """
    root = "" if location == STDIN else location
    if location == STDIN:
        shown = "<stdin>"
    elif is_url(location):
        shown = shown_url(location)
    else:
        root = _absolute(base / location, diagnostics)
        shown = shown_path(base / location, base)
    entry = _entry(location, root, shown, stdin, diagnostics)
    library = Library(root, entry, base, diagnostics, allow_remote=allow_remote)
    return bundle(library, diagnostics)


def _absolute(path: Path, diagnostics: Diagnostics) -> str:
    try:
        return str(path.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        message = f"{str(path)!r} is no path that can be read: {error}"
        diagnostics.error(Code.FILE_NOT_READABLE, message)
        raise Stop(diagnostics, WRONG_USE) from error


def _entry(
    location: str,
    root: str,
    shown: str,
    stdin: Callable[[], bytes] | None,
    diagnostics: Diagnostics,
) -> Source:
    try:
        if location == STDIN:
            data = stdin_bytes(stdin)
        elif is_url(location):
            data = url_bytes(location)
        else:
            data = file_bytes(Path(root), shown)
    except NoBytesError as problem:
        diagnostics.error(problem.code, problem.message)
        raise Stop(diagnostics, WRONG_USE) from problem
    source = read_source(shown, data, diagnostics)
    if source is None:
        raise Stop(diagnostics, SPEC_ERRORS)
    if not isinstance(source.tree, dict):
        message = f"{shown} holds {_noun(source.tree)}, not an OpenAPI document"
        diagnostics.error(
            Code.NOT_A_MAPPING, message, at=Origin(shown), position=source.position("")
        )
        raise Stop(diagnostics, SPEC_ERRORS)
    return source


def _noun(tree: object) -> str:
    match tree:
        case None:
            return "nothing"
        case list():
            return "a list"
        case str():
            return "a text"
        case _:
            return "a single value"

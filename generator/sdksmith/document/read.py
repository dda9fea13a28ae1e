"""The document stage: a location in, one plain tree with its sources out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.stop import SPEC_ERRORS, WRONG_USE, Stop
from sdksmith.document.bundle import Bundle, bundle
from sdksmith.document.bundled import BundledDocument
from sdksmith.document.library import Library
from sdksmith.document.overlay_files import read_overlays
from sdksmith.document.overlaying import apply_overlays
from sdksmith.document.pruning import orphans, schema_pointer, without
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
from sdksmith.document.remote import NO_REMOTE, Remote, RemoteRules
from sdksmith.document.source import Source, read_source


def read_document(
    location: str,
    *,
    stdin: Callable[[], bytes] | None = None,
    overlays: Sequence[str] = (),
    rules: RemoteRules = NO_REMOTE,
    base: Path,
    diagnostics: Diagnostics,
    alone: bool = False,
) -> BundledDocument:
    """Read the document, apply its overlays, and read the files that it refers to.

    `location` is a path (from `base`), an http(s) URL, or `-` for `stdin`; `overlays`
    are paths and URLs. Files are known by their path from `base`. A `$ref` may lead to
    files in the entry's folder and below, and to URLs where `rules` allow it; any
    other one is reported, and its place becomes `{}`. Raises `Stop` where the entry
    itself cannot be read. Where an overlay has errors, none is applied. A document
    that is read `alone` keeps its references to other files.
    """
    root, shown = _places(location, base, diagnostics)
    entry = _entry(location, root, shown, stdin, diagnostics)
    remote = Remote(rules)
    found = read_overlays(overlays, root, base, remote, diagnostics)
    laid = apply_overlays(entry, found.overlays, diagnostics)
    sources = {source.file: source for source in (*found.sources, entry)}
    if diagnostics.has_errors:
        return BundledDocument(shown, entry.tree, sources, {}, overlays=found.sources)
    changed = replace(entry, tree=laid.tree)
    library = Library(
        root, changed, base, diagnostics, remote=remote, placed=laid.placed
    )
    texts = [source.text for source in sources.values()]
    bundled = Bundle(laid.tree, {}) if alone else bundle(library, texts, diagnostics)
    document = BundledDocument(
        entry=shown,
        root=bundled.root,
        sources={**library.sources, **sources},
        placed={**laid.placed, **bundled.placed},
        removed=laid.removed,
        overlays=found.sources,
        pins=remote.pins,
    )
    return _pruned(document, diagnostics) if laid.removed and not alone else document


def _places(location: str, base: Path, diagnostics: Diagnostics) -> tuple[str, str]:
    """Where a document really is, and the name the user knows it by."""
    if location == STDIN:
        return "", "<stdin>"
    if is_url(location):
        return location, shown_url(location)
    path = base / location
    return _absolute(path, diagnostics), shown_path(path, base)


def _pruned(document: BundledDocument, diagnostics: Diagnostics) -> BundledDocument:
    """The document without the schemas that only what overlays removed had used."""
    names = orphans(document.sources[document.entry].tree, document.root)
    for name in sorted(names):
        message = f"with its overlays nothing uses `{name}` any more; left out"
        at = document.origin(schema_pointer(document.root, name))
        diagnostics.note(Code.OVERLAY_LEAVES_UNUSED, message, at=at)
    root = without(document.root, names) if names else document.root
    return replace(document, root=root)


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

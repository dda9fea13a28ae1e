"""Reads the overlays of a document from their files and URLs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.stop import WRONG_USE, Stop
from sdksmith.document.overlay import Overlay, read_overlay
from sdksmith.document.reading import (
    NoBytesError,
    file_bytes,
    is_url,
    shown_path,
    shown_url,
)
from sdksmith.document.remote import Remote
from sdksmith.document.source import Source, read_source


@dataclass(frozen=True, slots=True)
class OverlayFiles:
    """The overlay files that could be read, and what each asks for, in their order."""

    sources: tuple[Source, ...] = ()
    overlays: tuple[Overlay, ...] = ()


def read_overlays(
    locations: Sequence[str],
    root: str,
    base: Path,
    remote: Remote,
    diagnostics: Diagnostics,
) -> OverlayFiles:
    """The overlays at these paths (from `base`) and URLs; what is wrong is reported.

    `root` is where the document is, empty for standard input. Raises `Stop` where there
    is nothing to read.
    """
    sources, overlays = [], []
    for location, source in _sources(locations, base, remote, diagnostics):
        sources.append(source)
        overlay = read_overlay(source, diagnostics)
        if overlay is not None:
            _check_extends(overlay, location, root, diagnostics)
            overlays.append(overlay)
    return OverlayFiles(tuple(sources), tuple(overlays))


def _sources(
    locations: Sequence[str], base: Path, remote: Remote, diagnostics: Diagnostics
) -> Iterator[tuple[str, Source]]:
    for location in locations:
        path = base / location
        shown = shown_url(location) if is_url(location) else shown_path(path, base)
        try:
            if is_url(location):
                data = remote.named(location)
            else:
                data = file_bytes(path, shown)
        except NoBytesError as problem:
            diagnostics.error(problem.code, problem.message)
            if problem.code is Code.REMOTE_CHANGED:
                continue
            raise Stop(diagnostics, WRONG_USE) from problem
        source = read_source(shown, data, diagnostics)
        if source is not None:
            yield (location if is_url(location) else str(path)), source


def _check_extends(
    overlay: Overlay, location: str, root: str, diagnostics: Diagnostics
) -> None:
    """Note that an overlay is for another document, where that can be told."""
    extends = overlay.extends
    if extends is None or not root:
        return
    if is_url(location) or is_url(extends):
        meant = urljoin(location if is_url(location) else "", extends)
        differs = is_url(root) and meant != root
    else:
        differs = not is_url(root) and _resolved(location, extends) != root
    if differs:
        message = f"this overlay is for `{extends}`, and is applied to another document"
        at = Origin(overlay.source.file).child("extends")
        diagnostics.note(Code.OVERLAY_EXTENDS_ANOTHER, message, at=at)


def _resolved(location: str, extends: str) -> str | None:
    try:
        return str((Path(location).parent / extends).resolve())
    except (OSError, RuntimeError, ValueError):
        return None

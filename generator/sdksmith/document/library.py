"""The files of one document: which may be read, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.placed import origin_of
from sdksmith.document.reading import (
    NoBytesError,
    file_bytes,
    is_url,
    shown_path,
    shown_url,
)
from sdksmith.document.remote import Remote
from sdksmith.document.source import Source, read_source, read_text

ENTRY: Final = ""
"""The location of the entry document, whatever its real one."""


class Target(NamedTuple):
    """Where a reference leads: a location and a JSON Pointer there."""

    location: str
    pointer: str


class Library:
    """Reads each file once, and none that the entry has no right to.

    A document is untrusted: it may read files in its own folder and below (links
    followed), and URLs only where `remote` allows it. `placed` says which parts of the
    entry came from elsewhere than their own place.
    """

    def __init__(
        self,
        root: str,
        entry: Source,
        base: Path,
        diagnostics: Diagnostics,
        *,
        remote: Remote,
        placed: Mapping[str, Origin],
    ) -> None:
        self.entry = entry
        self._root = root
        self._base = base
        self._diagnostics = diagnostics
        self._remote = remote
        self._placed = placed
        self._read: dict[str, Source | None] = {ENTRY: entry}

    @property
    def sources(self) -> dict[str, Source]:
        """Every file that was read, by the name the user knows it by."""
        return {source.file: source for source in self._read.values() if source}

    def target(self, location: str, ref: str) -> Target:
        """Where a `$ref` that stands in the file at `location` leads.

        Raises `NoBytesError` where it leads to what may not be read.
        """
        path, _, fragment = ref.partition("#")
        pointer = unquote(fragment)
        if not path:
            return Target(location, pointer)
        here = location or self._root
        if is_url(path) or is_url(here):
            there = urljoin(here if is_url(here) else "", path)
            self._check_url(there)
        else:
            there = self._file(here, path)
        return Target(ENTRY if there == self._root else there, pointer)

    def load(self, location: str, *, prose: bool = False) -> Source:
        """The file at a location that `target` gave; raises `NoBytesError`.

        One of `prose` is taken as it is, and not read as JSON or YAML.
        """
        if location not in self._read:
            self._read[location] = None
            shown = self._shown(location)
            if is_url(location):
                data = self._remote.referred(location)
            else:
                data = file_bytes(Path(location), shown)
            read = read_text if prose else read_source
            self._read[location] = read(shown, data, self._diagnostics)
        source = self._read[location]
        if source is None:
            message = f"{self._shown(location)} cannot be read"
            raise NoBytesError(Code.UNREADABLE_REF, message)
        return source

    def file(self, location: str) -> str:
        """The name the user knows a location by."""
        source = self._read.get(location)
        return source.file if source else self._shown(location)

    def origin(self, location: str, pointer: str) -> Origin:
        """Where the user finds what stands at a place."""
        file = self.file(location)
        if location == ENTRY:
            return origin_of(self._placed, file, pointer)
        return Origin(file, pointer)

    def _shown(self, location: str) -> str:
        if is_url(location):
            return shown_url(location)
        return shown_path(Path(location), self._base.resolve())

    def _check_url(self, url: str) -> None:
        if not self._remote.allows(url):
            message = f"the reference leads to {shown_url(url)}, which is not followed"
            raise NoBytesError(Code.REMOTE_REF, message)

    def _file(self, here: str, path: str) -> str:
        if not here:
            message = "a document from standard input has no folder for other files"
            raise NoBytesError(Code.REF_OUTSIDE_FOLDER, message)
        if urlsplit(path).scheme:
            message = f"the reference leads to {path}, which is no file"
            raise NoBytesError(Code.REF_OUTSIDE_FOLDER, message)
        try:
            written = unquote(path).replace("\\", "/")
            there = (Path(here).parent / written).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            message = f"{path!r} is no path"
            raise NoBytesError(Code.UNREADABLE_REF, message) from error
        if not there.is_relative_to(Path(self._root).parent):
            message = f"{path} is outside the folder of {self.entry.file}"
            raise NoBytesError(Code.REF_OUTSIDE_FOLDER, message)
        return str(there)

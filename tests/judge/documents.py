"""Finds the documents of a folder that describe an API."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = "ENTRY.txt"
"""Names the entry files of a folder whose documents are in several files."""

_SAYS_SO = {
    ".json": re.compile(rb'"(openapi|swagger)"\s*:\s*"?\d'),
    ".yaml": re.compile(rb"""^(\{\s*)?["']?(openapi|swagger)["']?\s*:""", re.MULTILINE),
}
_SAYS_SO[".yml"] = _SAYS_SO[".yaml"]


@dataclass(frozen=True)
class Document:
    """One document, and a name for it that no other has."""

    name: str
    path: Path


def documents(folder: Path) -> list[Document]:
    """The documents below a folder, by name; a file stands for itself."""
    root = folder if folder.is_dir() else folder.parent
    paths = list(_entries(folder) if folder.is_dir() else [folder])
    stems = Counter(path.stem for path in paths)
    found = [
        Document(
            (
                path.stem
                if stems[path.stem] == 1
                else path.relative_to(root).as_posix().replace("/", "-")
            ),
            path,
        )
        for path in paths
    ]
    return sorted(found, key=lambda document: document.name)


def _entries(folder: Path) -> Iterator[Path]:
    entry = folder / ENTRY
    if entry.exists():
        lines = map(str.strip, entry.read_text("utf-8").splitlines())
        yield from (folder / line for line in lines if line and line[0] != "#")
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _entries(path)
        elif path.suffix in _SAYS_SO and _SAYS_SO[path.suffix].search(
            path.read_bytes()
        ):
            yield path

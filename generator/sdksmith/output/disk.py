"""The output folder as it is: which files are there, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from sdksmith.output.lock import Lock, text_hash


class EscapeError(ValueError):
    """A path that leads out of the output folder."""


def place(root: Path, path: str) -> Path:
    """Where a file of the client goes; `path` uses `/` and must stay below `root`."""
    parts = PurePosixPath(path).parts
    windows = PureWindowsPath(path)
    if not parts or ".." in parts or windows.drive or windows.root or "\\" in path:
        raise EscapeError(path)
    found = root.joinpath(*parts)
    if not found.parent.resolve().is_relative_to(root.resolve()):
        raise EscapeError(path)
    return found


def read_disk(root: Path, paths: Iterable[str]) -> Mapping[str, str]:
    """The text of each of these files that is there, with LF line ends.

    CR LF counts as LF because git may check files out that way (`core.autocrlf`);
    bytes that are not UTF-8 survive as surrogates.
    """
    found: dict[str, str] = {}
    for path in sorted(paths):
        file = place(root, path)
        if file.is_file():
            text = file.read_bytes().decode("utf-8", "surrogateescape")
            found[path] = text.replace("\r\n", "\n")
    return found


def edited_files(lock: Lock, disk: Mapping[str, str]) -> frozenset[str]:
    """The files of the lock that are there but not as they were written."""
    return frozenset(
        path
        for path, entry in lock.files.items()
        if path in disk and text_hash(disk[path]) != entry.written
    )


def is_untouched(lock: Lock, disk: Mapping[str, str]) -> bool:
    """Whether every file of the lock is there as it was written."""
    return disk.keys() >= lock.files.keys() and not edited_files(lock, disk)


def is_foreign(root: Path) -> bool:
    """Whether the folder has files though sdksmith never wrote there."""
    return root.is_dir() and any(
        not entry.name.startswith(".") for entry in root.iterdir()
    )


def rerendered(old: Lock, new: Lock) -> bool:
    """Whether the two differ in what the templates gave."""
    return _rendered(old) != _rendered(new)


def moved(old: Lock, new: Lock) -> bool:
    """Whether the two differ in what was written."""
    return old.files.keys() != new.files.keys() or any(
        entry.written != new.files[path].written for path, entry in old.files.items()
    )


def _rendered(lock: Lock) -> Mapping[str, str]:
    return {path: entry.rendered for path, entry in lock.files.items()}

"""The output folder as it is: which files are there, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from sdksmith.output.lock import FileEntry, Lock, text_hash


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
    for path in paths:
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


def moved_files(lock: Lock | None, fresh: Mapping[str, FileEntry]) -> frozenset[str]:
    """The files, of both together, that would not be written as the lock says."""
    known = lock.files if lock else {}
    written = {path: entry.written for path, entry in fresh.items()}
    return frozenset(
        path
        for path in known.keys() | written.keys()
        if path not in known or known[path].written != written.get(path)
    )


def rerendered_files(lock: Lock, fresh: Mapping[str, FileEntry]) -> frozenset[str]:
    """The files that differ from the lock already before they are formatted."""
    rendered = {path: entry.rendered for path, entry in fresh.items()}
    return frozenset(
        path
        for path in lock.files.keys() | rendered.keys()
        if path not in lock.files or lock.files[path].rendered != rendered.get(path)
    )

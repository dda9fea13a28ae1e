"""Writing: all files of a run take their places, or none does."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sdksmith.output.disk import place


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a run wrote and removed: paths relative to the output folder."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def write(root: Path, texts: Mapping[str, str], stale: Iterable[str]) -> WriteReport:
    """Take the stale files away and put these texts in place, all or nothing.

    They go in the order given: what must only be true at the end comes last. Raises `OSError` when that cannot be done; the folder is then as it was.
    """
    removed = tuple(sorted(stale))
    targets = {path: place(root, path) for path in [*texts, *removed]}
    if not targets:
        return WriteReport()
    swap = _Swap(root)
    try:
        swap.stage({targets[path]: text for path, text in texts.items()})
        for path in removed:
            swap.take_away(targets[path])
        for path in texts:
            swap.put(targets[path])
    except BaseException:
        swap.undo()
        raise
    finally:
        swap.clean_up()
    _remove_empty_folders(root, [targets[path] for path in removed])
    return WriteReport(tuple(sorted(texts)), removed)


@dataclass(slots=True)
class _Swap:
    """Files change places with those of a temporary folder; each step can go back."""

    root: Path
    made_folders: list[Path] = field(default_factory=list)
    taken: list[tuple[Path, Path]] = field(default_factory=list)
    new: list[Path] = field(default_factory=list)
    staged: dict[Path, Path] = field(default_factory=dict)
    scratch: Path | None = None

    def stage(self, texts: Mapping[Path, str]) -> None:
        """Write all texts into a temporary folder on the same file system."""
        self._make_folders(self.root)
        self.scratch = Path(tempfile.mkdtemp(prefix=".sdksmith-", dir=self.root))
        for number, (target, text) in enumerate(texts.items()):
            waiting = self.scratch / f"{number}.new"
            waiting.write_bytes(text.encode("utf-8", "surrogateescape"))
            self.staged[target] = waiting

    def take_away(self, target: Path) -> None:
        """Move a file out of its place, if it is there."""
        if _is_there(target):
            self._keep(target, target.replace)

    def _keep(self, target: Path, by: Callable[[Path], object]) -> None:
        """Move or copy a file to where it waits for the case that it must come back."""
        assert self.scratch is not None, "files are staged first"
        kept = self.scratch / f"{len(self.taken)}.old"
        by(kept)
        self.taken.append((target, kept))

    def put(self, target: Path) -> None:
        """Move a staged file into its place, which is empty at no time."""
        self._make_folders(target.parent)
        if not _is_there(target):
            self.new.append(target)
            self.staged[target].replace(target)
            return
        self._keep(target, partial(shutil.copy2, target, follow_symlinks=False))
        try:
            self.staged[target].replace(target)
        except OSError:
            self.taken.pop()
            raise

    def undo(self) -> None:
        """Put everything back as it was; what cannot go back stays in the folder."""
        for target in self.new:
            with suppress(OSError):
                target.unlink()
        for target, kept in reversed(self.taken):
            try:
                kept.replace(target)
            except OSError:
                self.scratch = None

    def clean_up(self) -> None:
        """Remove the temporary folder, and folders made for nothing."""
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)
        for folder in reversed(self.made_folders):
            with suppress(OSError):
                folder.rmdir()

    def _make_folders(self, folder: Path) -> None:
        missing = [f for f in [folder, *folder.parents] if not f.exists()]
        for path in reversed(missing):
            path.mkdir()
            self.made_folders.append(path)


def _is_there(file: Path) -> bool:
    return file.is_file() or file.is_symlink()


def _remove_empty_folders(root: Path, removed: Iterable[Path]) -> None:
    for file in removed:
        for folder in file.parents:
            if folder == root:
                break
            with suppress(OSError):
                folder.rmdir()

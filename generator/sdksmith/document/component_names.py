"""Component names for schemas that come from other files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sdksmith.document.library import Target
from sdksmith.document.pointer import split

_SUFFIXES = (".yaml", ".yml", ".json", ".schema")


def assign_names(
    own: Mapping[str, Target | None], files: Mapping[Target, str]
) -> dict[Target, str]:
    """A name for each target, whatever the order in which they were found.

    A component that is nothing but a reference gives its target its name. `own` are
    the document's components with the targets of such; `files` are shown file names.
    """
    names: dict[Target, str] = {}
    for name, target in own.items():
        if target is not None:
            names.setdefault(target, name)
    taken = set(own)
    for target in sorted(files, key=lambda target: _rank(target, files[target])):
        if target not in names:
            options = _options(files[target], target.pointer)
            names[target] = next(name for name in options if name not in taken)
            taken.add(names[target])
    return names


def _rank(target: Target, file: str) -> tuple[int, str, str]:
    return file.count("/"), file, target.pointer


def _options(file: str, pointer: str) -> Iterator[str]:
    """The short name, then longer ones from the path, then counted ones."""
    *folders, last = file.split("/")
    stem = _stem(last)
    tokens = split(pointer)
    words = [*folders, stem, *tokens[-1:]] if tokens else [*folders, stem]
    words = [word for word in words if word not in ("", ".", "..")]
    for start in range(len(words) - 1, -1, -1):
        yield "_".join(words[start:])
    count = 2
    while True:
        yield f"{words[-1]}_{count}"
        count += 1


def _stem(file: str) -> str:
    while (shorter := _without_suffix(file)) != file:
        file = shorter
    return file


def _without_suffix(file: str) -> str:
    for suffix in _SUFFIXES:
        if file.lower().endswith(suffix) and len(file) > len(suffix):
            return file[: -len(suffix)]
    return file

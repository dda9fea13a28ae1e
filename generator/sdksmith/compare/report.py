"""The drift report: which files differ from their sources, why, and what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from sdksmith.compare.changes import BY_HAND, ChangeKind, FileChange
from sdksmith.compare.facts import fact_changes


class CauseKind(Enum):
    """Where a difference comes from; the value is the word that is printed."""

    NEVER_GENERATED = "never generated"
    SPEC = "spec"
    OVERLAY = "overlay"
    OPTION = "option"
    TEMPLATE = "template"
    SDKSMITH = "sdksmith"
    FORMATTER = "formatter"
    HAND_EDIT = "hand edit"


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for the differences, with what is known in detail."""

    kind: CauseKind
    summary: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a client is made from; all values are versions, hashes, or words.

    The keys of `overlays` are the place in their order and the file: `1 fixes.yaml`.
    """

    inputs: Mapping[str, str]
    options: Mapping[str, str]
    templates: Mapping[str, str]
    api: Mapping[str, str]
    overlays: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DriftReport:
    """The state of one client. `notes` are what moved without any effect."""

    client: str
    output: str
    changes: tuple[FileChange, ...] = ()
    causes: tuple[Cause, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the client is what its sources give."""
        return not self.changes

    @property
    def at_risk(self) -> tuple[FileChange, ...]:
        """The files that hold what a person wrote, and generating would replace."""
        lost = {ChangeKind.EDITED, ChangeKind.IN_THE_WAY}
        return tuple(change for change in self.changes if change.kind in lost)


def find_causes(
    recorded: Recipe | None,
    fresh: Recipe,
    changes: tuple[FileChange, ...],
    *,
    rerendered: bool,
    moved: bool,
) -> tuple[tuple[Cause, ...], tuple[str, ...]]:
    """Why these files differ, and what moved besides, without effect.

    `rerendered`: what the templates give is not what they gave last time; `moved`:
    nor is what the formatter made of it.
    """
    causes: list[Cause] = []
    notes: list[str] = []
    if recorded is None:
        causes.append(Cause(CauseKind.NEVER_GENERATED, "it has not been generated yet"))
    else:
        for cause in _moved_inputs(recorded, fresh):
            has_effect = moved if cause.kind is CauseKind.FORMATTER else rerendered
            if has_effect:
                causes.append(cause)
            else:
                what = f" ({', '.join(cause.details)})" if cause.details else ""
                notes.append(f"{cause.summary}{what}; the client stays as it is")
        # A file that a person keeps back is no sign that what makes it moved.
        if moved and not causes and any(c.kind not in BY_HAND for c in changes):
            summary = f"sdksmith {fresh.inputs['sdksmith']} itself gives other code"
            causes.append(Cause(CauseKind.SDKSMITH, summary))
    causes += _by_hand(changes)
    return tuple(causes), tuple(notes)


def _moved_inputs(old: Recipe, new: Recipe) -> Iterator[Cause]:
    overlays = tuple(_moved_overlays(old.overlays, new.overlays))
    details = fact_changes(old.api, new.api) or _ONLY_WORDS
    if old.inputs.get("spec") != new.inputs.get("spec"):
        yield Cause(CauseKind.SPEC, "the spec changed", details)
        details = ()
    if overlays:
        yield Cause(CauseKind.OVERLAY, "an overlay changed", (*overlays, *details))
    if old.options != new.options:
        details = _differences(old.options, new.options)
        yield Cause(CauseKind.OPTION, "an option changed", details)
    if old.templates != new.templates:
        details = tuple(_moved_keys(old.templates, new.templates))
        yield Cause(CauseKind.TEMPLATE, "a template changed", details)
    for key, kind in (
        ("sdksmith", CauseKind.SDKSMITH),
        ("formatter", CauseKind.FORMATTER),
    ):
        before, after = old.inputs.get(key, "none"), new.inputs.get(key, "none")
        if before != after:
            yield Cause(kind, f"{kind.value} changed from {before} to {after}")


_ONLY_WORDS = ("only what it says in words: descriptions, examples",)


def _moved_overlays(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """What happened to each overlay; one that stands elsewhere in their order moved."""
    before, after = _overlays(old), _overlays(new)
    places, now = list(before), list(after)
    for file in dict.fromkeys([*places, *now]):
        if file not in after:
            yield f"`{file}` is no longer applied"
        elif file not in before:
            yield f"`{file}` is applied too"
        elif before[file] != after[file]:
            yield f"`{file}` changed"
    if [f for f in places if f in after] != [f for f in now if f in before]:
        yield f"their order is {', '.join(f'`{file}`' for file in now)}"


def _overlays(recorded: Mapping[str, str]) -> dict[str, str]:
    """The overlays in their order, each with the hashes of all its uses."""
    found: list[tuple[int, str, str]] = []
    for key, value in recorded.items():
        number, _, file = key.partition(" ")
        found.append((int(number) if number.isdecimal() else 0, file, value))
    hashes: dict[str, str] = {}
    for _, file, value in sorted(found):
        hashes[file] = f"{hashes.get(file, '')} {value}"
    return hashes


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"`{key}` changed from `{old.get(key, 'unset')}` to `{new.get(key, 'unset')}`"
        for key in _moved_keys(old, new)
    )


def _moved_keys(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    return (k for k in sorted(old.keys() | new.keys()) if old.get(k) != new.get(k))


def _by_hand(changes: tuple[FileChange, ...]) -> Iterator[Cause]:
    found = tuple(
        f"{change.path} {_HAND[change.kind]}"
        for change in changes
        if change.kind in BY_HAND
    )
    if found:
        yield Cause(CauseKind.HAND_EDIT, "generated files were touched by hand", found)


_HAND = {
    ChangeKind.EDITED: "was edited",
    ChangeKind.DELETED: "was deleted",
    ChangeKind.IN_THE_WAY: "is not sdksmith's, and stands where one of its files goes",
}

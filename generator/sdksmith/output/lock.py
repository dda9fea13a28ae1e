"""The lock file: what a client was made from, which files are ours, and its names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

LOCK_NAME = "sdksmith.lock"
LOCK_FORMAT = "1"
SPEC_ORDER = "spec order"
OVERLAY = "overlay "
"""How the inputs begin that are overlays."""

_HEADER = (
    "# Written by sdksmith: keep it under version control, do not edit it.\n"
    "# After a merge conflict take either side, then run `sdksmith generate`.\n"
)
_ENTRY = re.compile(r'("(?:[^"\\]|\\.)*") = ("(?:[^"\\]|\\.)*")')
_SECTION = re.compile(r"\[(\w+)\]")
_SECTIONS = ("inputs", "options", "templates", "files", "api", "names", "pins")


def text_hash(text: str) -> str:
    """What the lock keeps of a text: 128 bits of SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """The hashes of a file as the template gave it, and as it was written."""

    rendered: str
    written: str


@dataclass(frozen=True, slots=True)
class Lock:
    """All that is remembered between two runs; every mapping is text to text.

    `inputs` holds `sdksmith` and `formatter` (versions), `spec` and `spec order`
    (hashes); `options` their values; `templates` a hash each; `api` the operations, parameters and members
    in words; `names` what naming wants to find again; `pins` the SHA-256 of what URLs
    gave.
    """

    inputs: Mapping[str, str]
    options: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, FileEntry] = field(default_factory=dict)
    api: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    pins: Mapping[str, str] = field(default_factory=dict)

    def same_inputs(self, other: Lock) -> bool:
        """Whether both were made from the same spec, options, templates and tools.

        The order of keys in the spec does not count: it is no drift.
        """
        mine, others = (
            ({**lock.inputs, SPEC_ORDER: ""}, lock.options, lock.templates, lock.pins)
            for lock in (self, other)
        )
        return mine == others

    def to_text(self) -> str:
        """The lock as TOML, sorted, one entry a line, so that merges are painless."""
        files = {
            path: f"{entry.rendered} {entry.written}"
            for path, entry in self.files.items()
        }
        sections: Mapping[str, Mapping[str, str]] = {
            "inputs": {"lock": LOCK_FORMAT, **self.inputs},
            "options": self.options,
            "templates": self.templates,
            "files": files,
            "api": self.api,
            "names": self.names,
            **({"pins": self.pins} if self.pins else {}),
        }
        return _HEADER + "".join(_section_text(*item) for item in sections.items())


class LockError(ValueError):
    """A lock file that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def parse_lock(text: str) -> Lock:
    """Read what `Lock.to_text` wrote; line by line, as TOML readers are slow."""
    sections: dict[str, dict[str, str]] = {name: {} for name in _SECTIONS}
    for number, section, key, value in _entries(text):
        if section not in sections:
            raise LockError(number, f"there is no section `{section}`")
        sections[section][key] = value
    version = sections["inputs"].pop("lock", "none")
    if version != LOCK_FORMAT:
        raise LockError(1, f"its format is {version}, and this is for {LOCK_FORMAT}")
    files = {path: _file_entry(path, both) for path, both in sections["files"].items()}
    return Lock(
        inputs=sections["inputs"],
        options=sections["options"],
        templates=sections["templates"],
        files=files,
        api=sections["api"],
        names=sections["names"],
        pins=sections["pins"],
    )


def _section_text(name: str, entries: Mapping[str, str]) -> str:
    lines = (f"{_quote(key)} = {_quote(entries[key])}\n" for key in sorted(entries))
    return f"\n[{name}]\n{''.join(lines)}"


def _quote(text: str) -> str:
    # A JSON string is a TOML basic string, but for a bare DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _entries(text: str) -> Iterator[tuple[int, str, str, str]]:
    section = ""
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.rstrip("\r")
        if not stripped or stripped.startswith("#"):
            continue
        if found := _SECTION.fullmatch(stripped):
            section = found[1]
        elif found := _ENTRY.fullmatch(stripped):
            yield number, section, json.loads(found[1]), json.loads(found[2])
        else:
            raise LockError(number, f"this is no entry: `{stripped[:40]}`")


def _file_entry(path: str, both: str) -> FileEntry:
    rendered, _, written = both.partition(" ")
    if not rendered or not written:
        raise LockError(1, f"`{path}` needs two hashes")
    return FileEntry(rendered, written)

"""The templates of a run: the built-in folder, and a fork's laid over it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    meta,
)

from sdksmith.render.filters import FILTERS

SUFFIX = ".jinja"
BUILTIN_PREFIX = "builtin/"
RUNTIME = "package/_runtime/"


PACKAGE = Path(__file__).resolve().parent.parent


def builtin_folder() -> Path:
    """The templates that come with sdksmith: the packaged ones, else the checkout's."""
    packaged = PACKAGE / "templates" / "python"
    return packaged if packaged.is_dir() else PACKAGE.parents[1] / "templates/python"


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """Where templates are looked up: first in the fork, if any, then built in."""

    builtin: Path
    fork: Path | None = None

    @property
    def is_packaged(self) -> bool:
        """Whether the built-in templates are those of an installed sdksmith."""
        return self.builtin.is_relative_to(PACKAGE)

    def builtin_names(self) -> tuple[str, ...]:
        """The names of all built-in templates, sorted."""
        return _names(self.builtin, f"*{SUFFIX}")

    def fork_names(self) -> tuple[str, ...]:
        """The names of the templates that the fork holds, sorted."""
        return _names(self.fork, f"*{SUFFIX}") if self.fork else ()

    def runtime_names(self) -> tuple[str, ...]:
        """The names of the runtime's files, which are copied as they are."""
        return _names(self.builtin, f"{RUNTIME}**/*.py")

    def path(self, name: str) -> Path:
        """The file that a template or runtime name means; it may not exist."""
        if name.startswith(BUILTIN_PREFIX):
            return self.builtin / name.removeprefix(BUILTIN_PREFIX)
        if self.fork and (self.fork / name).is_file():
            return self.fork / name
        return self.builtin / name

    def source(self, name: str) -> str:
        """The text of a template or runtime file, with `LF` line ends."""
        return self.path(name).read_text(encoding="utf-8").replace("\r\n", "\n")

    def environment(self) -> Environment:
        """A Jinja environment that finds these templates and refuses unknown names."""
        builtin = FileSystemLoader(self.builtin, encoding="utf-8")
        loaders: list[BaseLoader] = [PrefixLoader({"builtin": builtin}), builtin]
        if self.fork:
            loaders.insert(1, FileSystemLoader(self.fork, encoding="utf-8"))
        environment = Environment(
            loader=ChoiceLoader(loaders),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )
        environment.filters = dict(FILTERS)
        environment.tests = {}
        environment.globals = {}
        return environment

    def fingerprint(self, name: str, environment: Environment) -> str:
        """A SHA-256 over a template and all it extends, includes and imports."""
        digest = hashlib.sha256()
        for used in sorted(self._closure(name, environment)):
            digest.update(f"{used}\0{self.source(used)}\0".encode())
        return digest.hexdigest()

    def _closure(self, name: str, environment: Environment) -> frozenset[str]:
        seen: set[str] = set()
        pending = [name]
        while pending:
            current = pending.pop()
            if current in seen or not self.path(current).is_file():
                continue
            seen.add(current)
            tree = environment.parse(self.source(current))
            pending += [n for n in meta.find_referenced_templates(tree) if n]
        return frozenset(seen)


def _names(folder: Path, pattern: str) -> tuple[str, ...]:
    found = folder.glob(pattern) if "/" in pattern else folder.rglob(pattern)
    return tuple(
        sorted(
            path.relative_to(folder).as_posix()
            for path in found
            if path.is_file() and "__pycache__" not in path.parts
        )
    )

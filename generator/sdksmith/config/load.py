"""Reads `[tool.sdksmith]` of pyproject.toml, or sdksmith.toml, into client configs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdksmith.config.client import ClientConfig
from sdksmith.config.keys import CLIENT_KEYS, REQUIRED_KEYS, fault_of
from sdksmith.config.lines import line_of
from sdksmith.config.near import near
from sdksmith.config.paging import Fault, PagingEntry, read_rule
from sdksmith.config.places import places_in
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin

OWN_FILE = "sdksmith.toml"
SHARED_FILE = "pyproject.toml"


def load_config(
    path: Path | None, cwd: Path, diagnostics: Diagnostics
) -> tuple[ClientConfig, ...]:
    """Give every client of the config file, sorted by name; none without a file.

    Without a `path` the nearest `sdksmith.toml`, or `pyproject.toml` with a
    `[tool.sdksmith]`, of `cwd` and the folders above is taken. Whatever is wrong in it
    is reported, and the client concerned left out.
    """
    file = _given(path, cwd, diagnostics) if path else _nearest(cwd, diagnostics)
    return tuple(_clients(file, diagnostics)) if file else ()


@dataclass(frozen=True, slots=True)
class _File:
    """A config file, and where in it the settings of sdksmith are."""

    path: Path
    shown: str
    text: str
    prefix: tuple[str, ...]
    settings: Mapping[str, object]

    def error(
        self, diagnostics: Diagnostics, code: Code, message: str, *keys: str
    ) -> None:
        """Report what is wrong at a key."""
        origin, line = self.origin(*keys), self.line(*keys)
        diagnostics.error(code, message, at=origin, line=line)

    def origin(self, *keys: str) -> Origin:
        """The place of a key."""
        return Origin(self.shown).child(*self.prefix, *keys)

    def line(self, *keys: str) -> int:
        """The line of a key, from 1."""
        return line_of(self.text, (*self.prefix, *keys))


def _given(path: Path, cwd: Path, diagnostics: Diagnostics) -> _File | None:
    whole = cwd / path
    if not whole.is_file():
        message = f"there is no config file `{path}`"
        diagnostics.error(Code.CONFIG_NOT_FOUND, message, at=Origin(path.as_posix()))
        return None
    return _read(whole, path.as_posix(), diagnostics)


def _nearest(cwd: Path, diagnostics: Diagnostics) -> _File | None:
    for folder in (cwd, *cwd.parents):
        own = folder / OWN_FILE
        if own.is_file():
            return _read(own, _shown(own, cwd), diagnostics)
        shared = folder / SHARED_FILE
        if shared.is_file() and b"sdksmith" in shared.read_bytes():
            file = _read(shared, _shown(shared, cwd), diagnostics)
            if file is None or file.settings:
                return file
    return None


def _shown(path: Path, cwd: Path) -> str:
    return path.name if path.parent == cwd else path.as_posix()


def _read(path: Path, shown: str, diagnostics: Diagnostics) -> _File | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"this config file cannot be read: {error}"
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else 1
        diagnostics.error(Code.CONFIG_NOT_TOML, message, at=Origin(shown), line=line)
        return None
    prefix = () if path.name == OWN_FILE else ("tool", "sdksmith")
    settings: object = tree
    for key in prefix:
        settings = settings.get(key, {}) if isinstance(settings, dict) else {}
    if not isinstance(settings, dict):
        settings = {}
    return _File(path, shown, text, prefix, settings)


def _clients(file: _File, diagnostics: Diagnostics) -> Iterator[ClientConfig]:
    for key in sorted(file.settings.keys() - {"clients"}):
        hint = near(key, ["clients"])
        message = (
            f"`{key}` is no setting{hint or '; a client is a table `clients.NAME`'}"
        )
        file.error(diagnostics, Code.CONFIG_UNKNOWN_KEY, message, key)
    clients = file.settings.get("clients", {})
    if not isinstance(clients, dict):
        message = "`clients` must be a table with one table for each client"
        file.error(diagnostics, Code.CONFIG_BAD_VALUE, message, "clients")
        return
    taken: list[ClientConfig] = []
    for name in sorted(clients):
        client = _client(file, name, clients[name], diagnostics)
        if client and _has_own_folder(client, taken, file, diagnostics):
            taken.append(client)
    yield from taken


def _has_own_folder(
    client: ClientConfig,
    others: Iterable[ClientConfig],
    file: _File,
    diagnostics: Diagnostics,
) -> bool:
    for other in others:
        one, two = client.output, other.output
        if one.is_relative_to(two) or two.is_relative_to(one):
            message = f"`{client.name}` and `{other.name}` share an output folder"
            keys = ("clients", client.name, "output")
            file.error(diagnostics, Code.OUTPUT_SHARED, message, *keys)
            return False
    return True


def _client(
    file: _File, name: str, table: object, diagnostics: Diagnostics
) -> ClientConfig | None:
    if not isinstance(table, dict):
        message = f"`clients.{name}` must be a table with `spec` and `output`"
        file.error(diagnostics, Code.CONFIG_BAD_VALUE, message, "clients", name)
        return None
    before = len(diagnostics.items)
    for key, value in table.items():
        if key not in CLIENT_KEYS:
            message = f"`{key}` is no setting of a client{near(key, CLIENT_KEYS)}"
            code = Code.CONFIG_UNKNOWN_KEY
            file.error(diagnostics, code, message, "clients", name, key)
        elif fault := fault_of(key, value):
            code = Code.CONFIG_BAD_VALUE
            file.error(diagnostics, code, fault, "clients", name, key)
    for key in REQUIRED_KEYS:
        if key not in table:
            message = f"the client `{name}` has no `{key}`"
            code = Code.CONFIG_MISSING_KEY
            file.error(diagnostics, code, message, "clients", name)
    said = table.get("pagination")
    paging = tuple(_paging(file, name, said, diagnostics))
    if len(diagnostics.items) > before:
        return None
    return _checked_client(name, {**table, "pagination": paging}, file)


def _paging(
    file: _File, client: str, said: object, diagnostics: Diagnostics
) -> Iterator[PagingEntry]:
    """How the operations are paged; whatever is wrong is told at its line."""
    for key, value in said.items() if isinstance(said, Mapping) else ():
        keys = ("clients", client, "pagination", key)
        rule = read_rule(value)
        if isinstance(rule, Fault):
            at = keys if rule.key is None else (*keys, rule.key)
            message = f"`{key}`: {rule.message}"
            file.error(diagnostics, Code.CONFIG_BAD_VALUE, message, *at)
            continue
        settings = value if isinstance(value, Mapping) else {}
        yield PagingEntry(
            key,
            rule,
            file.shown,
            file.origin(*keys).pointer,
            (("", file.line(*keys)), *((s, file.line(*keys, s)) for s in settings)),
        )


def _checked_client(
    name: str, table: Mapping[str, object], file: _File
) -> ClientConfig:
    base = file.path.parent
    settings: dict[str, Any] = dict(table)
    keys = (*file.prefix, "clients", name)
    settings["places"] = places_in(file.text, file.shown, keys, table)
    for key in ("output", "templates"):
        if key in settings:
            settings[key] = (base / str(settings[key])).resolve()
    for key, value in settings.items():
        settings[key] = tuple(value) if isinstance(value, list) else value
    return ClientConfig(name=name, base=base, **settings)

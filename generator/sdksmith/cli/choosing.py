"""Which clients a command works on: those of the config, or one for a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import click

from sdksmith.config.client import ClientConfig
from sdksmith.config.load import load_config
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.diagnostics.stop import WRONG_USE, Stop
from sdksmith.document.reading import STDIN, is_url


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says about clients; paths are from the current folder."""

    spec: str | None = None
    output: Path | None = None
    package: str | None = None
    templates: Path | None = None
    overlays: tuple[str, ...] = ()
    config: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def choose(choice: Choice, cwd: Path) -> tuple[ClientConfig, ...]:
    """The clients that are meant, with what the command line says laid over them.

    A document that a client of the config is made from, or the name of a client, means
    that client; any other document is a client of its own, with the default settings.
    """
    diagnostics = Diagnostics()
    configured = load_config(choice.config, cwd, diagnostics)
    if diagnostics.has_errors:
        raise Stop(diagnostics, WRONG_USE)
    if choice.spec is None:
        chosen = configured
        if not chosen:
            message = "no document was named, and no config file describes a client"
            diagnostics.error(Code.NO_CLIENT, message)
            raise Stop(diagnostics, WRONG_USE)
    else:
        chosen = _meant(choice.spec, configured, cwd)
        chosen = chosen or (_own_client(choice.spec, cwd),)
    if len(chosen) > 1 and (choice.output or choice.package or choice.overlays):
        names = ", ".join(client.name for client in chosen)
        options = "--output, --package and --overlay"
        message = f"{options} are for one client; name one of {names}"
        raise click.UsageError(message)
    return tuple(replace(client, **_overrides(choice, cwd)) for client in chosen)


def _meant(
    spec: str, configured: tuple[ClientConfig, ...], cwd: Path
) -> tuple[ClientConfig, ...]:
    same = tuple(client for client in configured if _is_same_spec(client, spec, cwd))
    if same or (cwd / spec).exists():
        return same
    return tuple(client for client in configured if client.name == spec)


def _is_same_spec(client: ClientConfig, spec: str, cwd: Path) -> bool:
    if STDIN in (spec, client.spec) or is_url(spec) or is_url(client.spec):
        return client.spec == spec
    return (client.base / client.spec).resolve() == (cwd / spec).resolve()


def _own_client(spec: str, cwd: Path) -> ClientConfig:
    path = PurePosixPath(urlsplit(spec).path) if is_url(spec) else Path(spec)
    stem = re.sub(r"[^\w.-]+", "-", path.stem).strip("-.") or "client"
    name = "client" if spec == STDIN else stem
    return ClientConfig(
        name=name,
        spec=spec,
        output=(cwd / "generated" / name).resolve(),
        base=cwd,
    )


def _overrides(choice: Choice, cwd: Path) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if choice.output:
        given["output"] = (cwd / choice.output).resolve()
    if choice.templates:
        given["templates"] = (cwd / choice.templates).resolve()
    if choice.package:
        given["package"] = choice.package
    if choice.include:
        given["include"] = choice.include
    if choice.exclude:
        given["exclude"] = choice.exclude
    if choice.overlays:
        given["overlays"] = tuple(
            overlay if is_url(overlay) else str(cwd / overlay)
            for overlay in choice.overlays
        )
    return given

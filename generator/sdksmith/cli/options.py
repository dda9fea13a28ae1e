"""The arguments that `generate` and `check` share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

_FILE = click.Path(path_type=Path, dir_okay=False)

_SELECTING = (
    click.option(
        "--include",
        multiple=True,
        metavar="ENTRY",
        help="Only what this matches: tag:pets, '/pets/**', 'GET /pets' or an"
        " operationId. May be given more than once.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="ENTRY",
        help="Not what this matches; the pointer of a component or property too. May be"
        " given more than once.",
    ),
)

overlay_option = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    metavar="FILE",
    help="An OpenAPI Overlay (path or URL) to apply; several apply in their order.",
)

config_option = click.option(
    "--config",
    type=_FILE,
    metavar="FILE",
    help="The config file."
    " [default: the nearest sdksmith.toml, or pyproject.toml with [tool.sdksmith]]",
)

_SHARED = (
    click.argument("spec", required=False),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The folder of the client. [default: generated/<name of SPEC>]",
    ),
    click.option(
        "--package",
        metavar="NAME",
        callback=lambda _context, _parameter, value: _identifier(value),
        help="The name of the Python package. [default: made from the title of the API]",
    ),
    click.option(
        "--templates",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="DIR",
        help="Your own templates, laid over the built-in ones.",
    ),
    *_SELECTING,
    overlay_option,
    config_option,
    click.option("--strict", is_flag=True, help="Warnings count as errors."),
    click.option(
        "--diagnostics",
        type=click.Choice(["text", "json", "github", "sarif"]),
        default="text",
        show_default=True,
        help="How warnings and errors are told on the error stream: all but text hold"
        " every note, in one piece at the end.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Only errors, and what differs."),
    click.option(
        "-v", "--verbose", is_flag=True, help="Every warning, notes and file names."
    ),
)


def client_options(command: Command) -> Command:
    """Give a command the arguments that say which clients are meant, and how to tell."""
    for decorate in reversed(_SHARED):
        command = decorate(command)
    return command


def selecting_options(command: Command) -> Command:
    """Give a command the arguments that say which part of a document is meant."""
    for decorate in reversed(_SELECTING):
        command = decorate(command)
    return command


def _identifier(value: str | None) -> str | None:
    if value is not None and not value.isidentifier():
        raise click.BadParameter(f"`{value}` is no Python identifier")
    return value

"""The commands; the work behind each is imported only when it is done."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import click

from sdksmith.cli.help_texts import (
    APPLY,
    CHECK,
    EXPLAIN,
    GENERATE,
    INSPECT,
    NAMES,
    SDKSMITH,
)
from sdksmith.cli.options import (
    client_options,
    config_option,
    overlay_option,
    selecting_options,
)


def _show_version(context: click.Context, _parameter: object, value: object) -> None:
    if value:
        click.echo(f"sdksmith {version('sdksmith')}")
        context.exit()


@click.group(
    help=SDKSMITH,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def sdksmith() -> None:
    """Turn OpenAPI documents into Python SDKs."""


@sdksmith.command(help=GENERATE)
@client_options
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@click.option(
    "--overwrite-edits",
    "edits",
    flag_value="overwrite",
    help="Drop what was edited by hand in generated files.",
)
@click.option(
    "--keep-edits",
    "edits",
    flag_value="keep",
    help="Leave files that were edited by hand as they are, and write the others.",
)
@click.option(
    "--update-remote",
    is_flag=True,
    help="Take what the URLs of `$ref`s and overlays give now, and pin it.",
)
def generate(**given: object) -> int:
    """Generate clients, or bring them up to date."""
    from sdksmith.cli.working import run_generate

    return run_generate(given, Path.cwd())


@sdksmith.command(help=CHECK)
@client_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to tell it: github gives annotations for GitHub Actions.",
)
@click.option("--diff", is_flag=True, help="Show what generating would change.")
def check(**given: object) -> int:
    """Tell whether clients are what their documents give."""
    from sdksmith.cli.working import run_check

    return run_check(given, Path.cwd())


@sdksmith.command(help=INSPECT)
@click.argument("spec")
@selecting_options
@click.option(
    "--json", "as_json", is_flag=True, help="All that is known of the API, as JSON."
)
@overlay_option
@click.option("-v", "--verbose", is_flag=True, help="Every warning, and notes.")
def inspect(**given: object) -> int:
    """Show an API as its SDK offers it."""
    from sdksmith.cli.inspecting import run_inspect

    return run_inspect(given, Path.cwd())


@sdksmith.command(help=APPLY)
@click.argument("spec")
@overlay_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file to write. [default: the output stream]",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("-v", "--verbose", is_flag=True, help="Every warning, and notes.")
def apply(**given: object) -> int:
    """Print a document with its overlays applied."""
    from sdksmith.cli.applying import run_apply

    return run_apply(given, Path.cwd())


@sdksmith.command(help=NAMES)
@click.argument("spec", required=False)
@overlay_option
@selecting_options
@config_option
@click.option("--json", "as_json", is_flag=True, help="The table as JSON.")
@click.option(
    "--diff",
    "other",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="OTHER",
    help="What moved since OTHER: a lock file, or what this command printed.",
)
def names(**given: object) -> int:
    """Print every name of a client."""
    from sdksmith.cli.naming import run_names

    return run_names(given, Path.cwd())


@sdksmith.command(help=EXPLAIN)
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Explain a diagnostic code."""
    from sdksmith.cli.explaining import run_explain

    return run_explain(code)

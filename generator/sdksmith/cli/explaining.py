"""The `explain` command."""

from __future__ import annotations

import difflib

import click

from sdksmith.diagnostics.codes import Code


def run_explain(word: str | None) -> int:
    """Print what a code means and what to do, or every code with its title."""
    codes = {code.value: code for code in Code}
    if word is None:
        for name in sorted(codes):
            click.echo(f"{name}: {codes[name].title}")
        return 0
    found = codes.get(word.strip().lower())
    if found is None:
        near = difflib.get_close_matches(word, sorted(codes), n=1)
        hint = f"; did you mean `{near[0]}`?" if near else "."
        message = f"there is no code `{word}`{hint} `sdksmith explain` lists them all."
        raise click.UsageError(message)
    click.echo(f"{found.value}: {found.title}\n\n{found.help}")
    return 0

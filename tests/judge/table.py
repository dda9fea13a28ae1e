"""Shows judgements as a table, and what is behind those that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from judge.cells import Cell
    from judge.judging import Row

COLUMNS = (
    *("exit", "e/w/n", "cpu s", "peak MB", "operations", "lines/op"),
    *("imports", "calls", "models", "any", "mypy", "pyright", "ruff", "black"),
)
FAILED = "✗"


def table(rows: Mapping[str, Row]) -> str:
    """All rows beneath their heads, and how many documents pass each column."""
    columns = [name for name in COLUMNS if any(name in row for row in rows.values())]
    lines = [["document", *columns]]
    lines += [
        [name, *(_text(row.get(column)) for column in columns)]
        for name, row in rows.items()
    ]
    lines.append([f"{len(rows)} documents", *(_passed(rows, c) for c in columns)])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]
        ).rstrip()
        for line in lines
    )


def details(rows: Mapping[str, Row], most: int) -> Iterator[str]:
    """The first findings of each judgement that is not as it should be."""
    for name, row in rows.items():
        for column, cell in row.items():
            if cell.passes is False:
                yield f"{name}: {column}: {cell.text}"
                yield from (f"    {line}" for line in cell.findings[:most])


def passes(row: Row) -> bool:
    """Whether all is as it should be."""
    return all(cell.passes is not False for cell in row.values())


def _text(cell: Cell | None) -> str:
    if cell is None:
        return "-"
    return f"{FAILED} {cell.text}" if cell.passes is False else cell.text


def _passed(rows: Mapping[str, Row], column: str) -> str:
    cells: Sequence[Cell] = [row[column] for row in rows.values() if column in row]
    if all(cell.passes is None for cell in cells):
        return ""
    return f"{sum(cell.passes is True for cell in cells)}/{len(rows)}"

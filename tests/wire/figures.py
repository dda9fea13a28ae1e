"""How many trials of a client went well, as a row of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from wire.outcomes import Blame, Kind, Outcome

_FAULTS = (Blame.DOCUMENT, Blame.VALIDATOR)


@dataclass(frozen=True)
class Row:
    """All that was found about one document; `said` where nothing could be tried."""

    outcomes: tuple[Outcome, ...] = ()
    said: str = ""

    def faults(self, *blame: Blame) -> list[Outcome]:
        """What did not go well by somebody's fault."""
        return [one for one in self.outcomes if one.blame in blame]

    def cell(self, kind: Kind) -> str:
        """Percentage and count of the trials that the client is to answer for."""
        mine = [one for one in self.outcomes if one.kind is kind]
        good = sum(one.blame in {Blame.NOBODY, Blame.VALIDATOR} for one in mine)
        of = good + sum(one.blame is Blame.CLIENT for one in mine)
        return f"{100 * good // of}% of {of}" if of else "-"


def table(rows: Mapping[str, Row]) -> str:
    """The rows beneath their heads, and all of them together."""
    heads = ["document", *map(str, Kind), "by document", "by validator"]
    outcomes = chain.from_iterable(row.outcomes for row in rows.values())
    all_rows = {**rows, f"{len(rows)} documents": Row(tuple(outcomes))}
    lines = [heads, *(_line(name, row) for name, row in all_rows.items())]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_spaced(line, widths) for line in lines)


def _line(name: str, row: Row) -> list[str]:
    others = [str(len(row.faults(blame))) for blame in _FAULTS]
    return [name, *(row.cell(kind) for kind in Kind), *others]


def _spaced(line: Sequence[str], widths: Sequence[int]) -> str:
    rest = map(str.rjust, line[1:], widths[1:])
    return "  ".join([line[0].ljust(widths[0]), *rest])

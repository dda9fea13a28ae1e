"""Shows drift reports: as text for people, JSON for tools, annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sdksmith.compare.report import DriftReport
from sdksmith.diagnostics.show import harmless

MOST_DETAILS = 40
"""Lines of detail that text shows of one cause; JSON has them all."""


def as_text(report: DriftReport, *, command: str, diff: bool = False) -> str:
    """What a person wants to know of one client; ends without a line end."""
    if report.is_clean:
        notes = "".join(f"\n  note: {harmless(note)}" for note in report.notes)
        return f"{report.client}: {report.output} is up to date{notes}"
    return "\n".join(_drift_lines(report, command, diff=diff))


def _drift_lines(report: DriftReport, command: str, *, diff: bool) -> Iterator[str]:
    count = len(report.changes)
    files = f"{count} file{'s' if count > 1 else ''}"
    yield f"{report.client}: {report.output} is not up to date ({files})"
    for change in report.changes:
        yield f"  {change.kind.value:<10} {change.path}"
    for cause in report.causes:
        yield f"\n  {cause.kind.value}: {cause.summary}"
        yield from (f"    {harmless(d)}" for d in cause.details[:MOST_DETAILS])
        if len(cause.details) > MOST_DETAILS:
            yield f"    and {len(cause.details) - MOST_DETAILS} more (`--format json`)"
    yield from (f"\n  note: {harmless(note)}" for note in report.notes)
    if diff:
        yield ""
        yield "".join(change.diff() for change in report.changes).rstrip("\n")
    yield f"\nTo mend it: {command}"
    if report.at_risk:
        yield f"That stops at files edited by hand; to drop the edits: {_dropping(command)}"


def as_json(reports: Sequence[DriftReport], *, command: str) -> str:
    """All reports as one JSON document."""
    return json.dumps(
        {
            "up_to_date": all(report.is_clean for report in reports),
            "clients": [_json_of(report) for report in reports],
            "command": None if all(r.is_clean for r in reports) else command,
        },
        indent=2,
    )


def _json_of(report: DriftReport) -> dict[str, object]:
    return {
        "client": report.client,
        "output": report.output,
        "up_to_date": report.is_clean,
        "changes": [
            {"path": change.path, "kind": change.kind.value}
            for change in report.changes
        ],
        "causes": [
            {
                "kind": cause.kind.value,
                "summary": cause.summary,
                "details": list(cause.details),
            }
            for cause in report.causes
        ],
        "notes": list(report.notes),
    }


def as_github(report: DriftReport, *, command: str) -> str:
    """One annotation a file, as GitHub Actions reads them from the log."""
    why = "; ".join(
        ": ".join(
            [cause.summary, *(["; ".join(cause.details)] if cause.details else [])]
        )
        for cause in report.causes
    )
    return "\n".join(
        f"::error file={_property(f'{report.output}/{change.path}')},"
        f"title=sdksmith: {_property(change.kind.value)}::"
        + _message(f"{why}\nTo mend it: {command}")
        for change in report.changes
    )


def _dropping(command: str) -> str:
    return f"{command} --overwrite-edits"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

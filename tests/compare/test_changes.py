"""Every state a file can be in, beside what it should be."""

from __future__ import annotations

import pytest

from sdksmith.compare.changes import ChangeKind, FileChange, Sides, changes

OWNED = frozenset({"a"})


@pytest.mark.parametrize(
    ("sides", "kind"),
    [
        (Sides({"a": "1"}, {}), ChangeKind.ADDED),
        (Sides({"a": "1"}, {}, OWNED), ChangeKind.DELETED),
        (Sides({"a": "1"}, {"a": "1"}, OWNED), None),
        (Sides({"a": "1"}, {"a": "1"}), None),
        (Sides({"a": "1"}, {"a": "0"}, OWNED), ChangeKind.CHANGED),
        (Sides({"a": "1"}, {"a": "0"}, OWNED, edited=OWNED), ChangeKind.EDITED),
        (Sides({"a": "1"}, {"a": "1"}, OWNED, edited=OWNED), None),
        (Sides({"a": "1"}, {"a": "0"}), ChangeKind.IN_THE_WAY),
        (Sides({"a": "1"}, {"a": "0"}, once=OWNED), None),
        (Sides({"a": "1"}, {}, once=OWNED), ChangeKind.ADDED),
        (Sides({}, {"a": "0"}, OWNED), ChangeKind.REMOVED),
        (Sides({}, {"a": "0"}, OWNED, edited=OWNED), ChangeKind.EDITED),
        (Sides({}, {}, OWNED), None),
        (Sides({}, {"b": "mine"}), None),
    ],
)
def test_a_file_is_told_by_its_state(sides: Sides, kind: ChangeKind | None) -> None:
    assert [change.kind for change in changes(sides)] == ([kind] if kind else [])


def test_a_diff_leads_from_the_disk_to_what_would_be_written() -> None:
    change = FileChange("p/a.py", ChangeKind.CHANGED, "x = 1\ny = 2\n", "x = 1\ny = 3")

    assert change.diff() == (
        "--- a/p/a.py\n+++ b/p/a.py\n@@ -1,2 +1,2 @@\n x = 1\n-y = 2\n+y = 3\n"
        "\\ No newline at end of file\n"
    )


def test_a_diff_of_a_new_file_comes_from_nothing() -> None:
    diff = FileChange("a.py", ChangeKind.ADDED, None, "x\n").diff()

    assert diff.startswith("--- /dev/null\n+++ b/a.py\n")

"""The lock file: readable, sorted, and painless to merge."""

from __future__ import annotations

import tomllib

import pytest

from sdksmith.output.lock import FileEntry, Lock, LockError, parse_lock

LOCK = Lock(
    inputs={"sdksmith": "0.1.0", "formatter": "black 26.1", "spec": "0" * 64},
    options={"unwrap": "true"},
    templates={"package/_client.py.jinja": "ab"},
    files={"pets/größe.py": FileEntry("a1", "b2"), "pets/_a.py": FileEntry("c", "d")},
    api={'value Status "a\\b"': "", "member Pet.名前": "string, optional"},
    names={"#/components/schemas/Pet~1x": 'P"et', "del": "\x7f\t\n"},
)


def test_a_lock_reads_back_as_it_was_written() -> None:
    assert parse_lock(LOCK.to_text()) == LOCK


def test_a_lock_reads_the_same_with_carriage_returns() -> None:
    assert parse_lock(LOCK.to_text().replace("\n", "\r\n")) == LOCK


def test_a_lock_is_toml_as_any_reader_takes_it() -> None:
    tree = tomllib.loads(LOCK.to_text())

    assert tree["files"]["pets/größe.py"] == "a1 b2"
    assert tree["names"] == LOCK.names
    assert tree["api"] == LOCK.api


def test_entries_are_sorted_one_a_line() -> None:
    lines = LOCK.to_text().splitlines()

    at = lines.index("[files]")
    assert lines[at + 1 : at + 3] == [
        '"pets/_a.py" = "c d"',
        '"pets/größe.py" = "a1 b2"',
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[files]", "<<<<<<< ours\n[files]", 16),
        ('"c d"', '"c"', 1),
        ('lock" = "1"', 'lock" = "9"', 1),
        ("[names]", "[surprise]", 25),
    ],
)
def test_a_damaged_lock_is_refused_with_its_line(old: str, new: str, line: int) -> None:
    with pytest.raises(LockError) as caught:
        parse_lock(LOCK.to_text().replace(old, new))

    assert caught.value.line == line

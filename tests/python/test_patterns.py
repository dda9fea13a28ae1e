"""Texts are made for patterns, and tell nothing of the run that made them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from sdksmith.python.patterns import matches, texts_of

ORDINARY = [
    r"^[A-Z]{3}-\d{4}$",
    r"^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$",
    r"^(?!abc)[a-z]+$",
    r"^(?=.*[A-Z])(?=.*\d).{8,}$",
    r"^[^\s@]+@[^\s@]+$",
    r"^\W$",
    r"[^/]",
    "",
]


@pytest.mark.parametrize("pattern", ORDINARY)
def test_texts_match_their_pattern(pattern: str) -> None:
    texts = texts_of(pattern, 4)

    assert texts
    assert [text for text in texts if not re.search(pattern, text)] == []


def test_texts_keep_to_the_lengths_asked_for() -> None:
    texts = texts_of("^[a-z0-9-]+$", 4, least=20, most=24)

    assert [20 <= len(text) <= 24 for text in texts] == [True] * 4


def test_texts_are_the_same_in_every_process() -> None:
    code = "from sdksmith.python.patterns import texts_of; print(texts_of(r'^[^a-f]\\W{2}$', 4))"

    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outputs) == 1


@pytest.mark.parametrize("pattern", [r"^\p{L}+$", r"^(?<name>[a-z]+)$", r"^\p{Lu}$"])
def test_patterns_of_other_languages_are_understood(pattern: str) -> None:
    assert texts_of(pattern, 2)


@pytest.mark.parametrize(
    "pattern", ["(", "^(x{1000}){1000}$", "x{1000000000}", "^a$b", r"\u{1F600}("]
)
def test_what_cannot_be_made_is_not_made(pattern: str) -> None:
    assert texts_of(pattern, 4) == ()


def test_a_pattern_that_takes_for_ever_matches_nothing() -> None:
    assert not matches("^(a|a)+$", "a" * 40 + "!")

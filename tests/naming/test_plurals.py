from __future__ import annotations

import pytest

from sdksmith.naming.plurals import is_plural, plural, singular


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("leads", "lead"),
        ("Leads", "Lead"),
        ("statuses", "status"),
        ("addresses", "address"),
        ("companies", "company"),
        ("people", "person"),
        ("caches", "cache"),
        ("cookies", "cookie"),
        ("aliases", "alias"),
        ("responses", "response"),
        ("databases", "database"),
        ("indexes", "index"),
        ("schemas", "schema"),
        ("quotas", "quota"),
        ("IDs", "ID"),
    ],
)
def test_plurals_have_a_singular(many: str, one: str) -> None:
    assert (one, True, False) == (singular(many), is_plural(many), is_plural(one))


@pytest.mark.parametrize(
    "word", ["status", "data", "metadata", "news", "address", "settings", "analytics"]
)
def test_some_words_only_look_like_plurals(word: str) -> None:
    assert (word, False) == (singular(word), is_plural(word))


@pytest.mark.parametrize(
    ("one", "many"),
    [("realm", "realms"), ("entry", "entries"), ("leads", "leads"), ("data", "data")],
)
def test_singulars_have_a_plural(one: str, many: str) -> None:
    assert many == plural(one)

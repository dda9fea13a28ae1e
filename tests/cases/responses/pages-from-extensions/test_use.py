from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from case import Case
from places import CASES
from responses_pages_from_extensions.testing import MockPagesFromExtensions

from sdksmith.config.paging import PagingEntry, PagingRule
from sdksmith.pipeline import Run, check

if TYPE_CHECKING:
    from pathlib import Path

Untyped = Any
CASE = Case(CASES / "responses" / "pages-from-extensions")


@pytest.mark.parametrize(
    ("route", "sent"),
    [
        ("own.list", {"mark": "cursor-1"}),
        ("speakeasy_cursors.list", {"mark": "cursor-1"}),
        ("speakeasy_pages.list", {"number": "2"}),
        ("fern_offsets.list", {"start": "1"}),
        ("fern_root.list", {"cursor": "cursor-1"}),
    ],
)
def test_what_an_extension_says_is_done(route: str, sent: dict[str, str]) -> None:
    mock = MockPagesFromExtensions()
    resource, _, method = route.partition(".")
    fake: Untyped = getattr(getattr(mock, resource), method)
    fake.returns_pages(["a"], ["b"])
    client: Untyped = getattr(mock.client(), resource)

    found = getattr(client, method)().to_list()

    assert found == ["a", "b"]
    assert [dict(call.query) for call in fake.calls][:2] == [{}, sent]


def test_an_extension_can_say_that_there_are_no_pages() -> None:
    mock = MockPagesFromExtensions()
    mock.none.list.answers(200, '{"values": ["a"], "next_cursor": "b"}')

    assert mock.client().none.list().values == ["a"]


def test_what_is_not_certain_is_passed_over_with_a_warning() -> None:
    told = CASE.client.diagnostics

    assert "`x-speakeasy-pagination`: sdksmith is not certain" in told
    assert "`GET /misfit` takes no `marc`; did you mean `mark`?" in told


def test_the_config_wins_over_an_extension(tmp_path: Path) -> None:
    entries = (PagingEntry("GET /own", PagingRule(None)),)
    config = replace(CASE.config, output=tmp_path / "sdk", pagination=entries)

    files = {each.path: each.after or "" for each in check(config, Run()).changes}

    assert "Pager" not in files["responses_pages_from_extensions/resources/own.py"]

"""Links that lead on: as headers write them, and never to another origin."""

from __future__ import annotations

import pytest
from _runtime.links import next_link, within_origin


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ('<https://a.test/?p=2>; rel="next"', "https://a.test/?p=2"),
        ('<a>; rel="prev", <b>; rel=next', "b"),
        ('<a,b;c>; title="x, <d>; rel=next"; REL="First Next"', "a,b;c"),
        ('<a>; rel="last"; rel="next"', None),
        ('<a>; rel="next"; anchor="#other", <b>; rel="next"', "b"),
        ('<a>; crossorigin; rel = "next"', "a"),
        (", ,<a>;rel=next,", "a"),
        ('<>; rel="next"', ""),
        ('<a>; rel="nextish"', None),
        ('a; rel="next"', None),
        ("", None),
    ],
)
def test_the_first_link_called_next_counts(header: str, target: str | None) -> None:
    assert next_link(header) == target


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("?p=2", "https://u@a.test/v1/x?p=2"),
        ("y?p=2#f", "https://u@a.test/v1/y?p=2"),
        ("/y", "https://u@a.test/y"),
        ("//a.test/y", "https://u@a.test/y"),
        ("https://A.test:443", "https://u@a.test/"),
        ("../../../y", "https://u@a.test/y"),
    ],
)
def test_a_link_within_the_origin_is_made_whole(link: str, url: str) -> None:
    assert within_origin("https://u@a.test/v1/x?p=1", link) == url


@pytest.mark.parametrize(
    "link",
    [
        "http://a.test/y",
        "https://b.test/y",
        "https://a.test.b.test/",
        "https://a.test@b.test/",
        "https://a.test:8443/",
        "https://b.test\\@a.test/",
        "//b.test",
        "https:\t//b.test",
        "/a b",
        "/a\r\nx: y",
        "javascript:alert(1)",
        "https://[",
        "https://a.test:x/",
    ],
)
def test_no_other_link_is_followed(link: str) -> None:
    assert within_origin("https://a.test/v1/x", link) is None

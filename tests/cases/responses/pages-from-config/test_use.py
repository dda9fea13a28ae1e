from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from case import Case
from pages import answer
from places import CASES
from responses_pages_from_config import AsyncPagesFromConfig, PagesFromConfig
from responses_pages_from_config.testing import MockPagesFromConfig
from sockets import serving
from twins import in_both

from sdksmith.config.load import load_config
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.diagnostics.stop import Stop
from sdksmith.pipeline import Run, generate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Untyped = Any
FOLDER = CASES / "responses" / "pages-from-config"
CASE = Case(FOLDER)


def test_a_cursor_travels_inside_a_parameter_and_keeps_what_is_beside_it() -> None:
    pages = [
        answer({"data": {"list": ["a"]}, "@odata.cursor": "next one"}),
        answer({"data": {"list": ["b"]}}),
    ]
    with serving(*pages, *pages) as server:
        found = in_both(
            PagesFromConfig(base_url=server.url),
            AsyncPagesFromConfig(base_url=server.url),
            lambda client: client.books.list(filter={"word": "w"}).to_list(),
        )

    assert found == ["a", "b"]
    assert [seen.target for seen in server.seen][:2] == [
        "/books?filter%5Bword%5D=w",
        "/books?filter%5Bword%5D=w&filter%5Bfrom%5D=next%20one",
    ]


def test_a_cursor_travels_inside_the_body() -> None:
    pages = [
        answer({"rows": [1], "page": {"after": "A"}}),
        answer({"rows": [2], "page": {"after": None}}),
    ]
    with serving(*pages) as server, PagesFromConfig(base_url=server.url) as client:
        found = client.queries.query(text="t", page={"size": 1}).to_list()

    assert found == [1, 2]
    assert server.seen[1].body == b'{"text":"t","page":{"size":1,"after":"A"}}'


def test_a_flag_ends_a_list_although_there_is_a_url() -> None:
    page = answer({"songs": ["a"], "paging": {"next": "?p=2", "more": False}})
    with serving(page) as server, PagesFromConfig(base_url=server.url) as client:
        first = client.songs.list("jazz").first_page()

    assert (first.items, first.has_next) == (["a"], False)


def test_paging_can_be_switched_off_for_one_operation() -> None:
    with (
        serving(answer(["a"])) as server,
        PagesFromConfig(base_url=server.url) as client,
    ):
        assert client.plain.list() == ["a"]


PAGERS: list[tuple[str, Callable[[Untyped], Untyped]]] = [
    ("books.list", lambda client: client.books.list()),
    ("films.list", lambda client: client.films.list(n=2)),
    ("songs.list", lambda client: client.songs.list("jazz")),
    ("words.list", lambda client: client.words.list()),
]


@pytest.mark.parametrize(("route", "call"), PAGERS, ids=[name for name, _ in PAGERS])
def test_the_fake_answers_in_pages(
    route: str, call: Callable[[Untyped], Untyped]
) -> None:
    mock = MockPagesFromConfig()
    resource, _, method = route.partition(".")
    getattr(getattr(mock, resource), method).returns_pages(["a", "b"], ["c"])

    assert call(mock.client()).to_list() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("entry", "code", "said"),
    [
        ('"GET /film" = false', "pagination-misses", "did you mean `GET /films`?"),
        ('lost = { style = "link-header" }', "pagination-misses", "matches no"),
        (
            'listBooks = { style = "cursor", parameter = "x", next = "@odata.cursor" }',
            "pagination-not-understood",
            "takes no `x`",
        ),
        (
            'listFilms = { style = "page", parameter = "p", items = "film" }',
            "pagination-not-understood",
            "answers with no `film`; did you mean `films`?",
        ),
        (
            'listFilms = { style = "page", parameter = "p" }',
            "pagination-not-understood",
            "just one list: say which are the `items`",
        ),
        (
            'listFilms = { style = "page", parameter = "p", items = "last" }',
            "pagination-not-understood",
            "is no list",
        ),
        (
            '"* /nothing" = { style = "link-header" }',
            "pagination-misses",
            "matches no operation",
        ),
    ],
)
def test_an_entry_that_fits_nothing_is_an_error_at_its_line(
    tmp_path: Path, entry: str, code: str, said: str
) -> None:
    config = tmp_path / "sdksmith.toml"
    config.write_text(
        f'[clients.a]\nspec = "{FOLDER / "spec.yaml"}"\noutput = "sdk"\n\n'
        f"[clients.a.pagination]\n{entry}\n"
    )
    [client] = load_config(config, tmp_path, Diagnostics())
    run = Run()

    with pytest.raises(Stop):
        generate(client, run)

    found = [each for each in run.diagnostics.items if each.code.value == code]
    assert [(each.line, said in each.message) for each in found] == [(6, True)]


def test_the_lock_knows_how_operations_are_paged() -> None:
    options = replace(CASE.config, unwrap=False).recorded_options

    assert options["pagination GET /plain"] == ""
    assert options["pagination *"] == "style=offset parameter=offset"

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from case import Case
from places import CASES
from twins import in_both, sent
from variants import imported_from
from wire_query_objects import (
    AsyncQueryObjectsAndDeepobject,
    QueryObjectsAndDeepobject,
    types,
)

from sdksmith.config.load import load_config
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.pipeline import Run, generate

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from sockets import Server

    Either = QueryObjectsAndDeepobject | AsyncQueryObjectsAndDeepobject

CASE = Case(CASES / "wire" / "query-objects")
START = datetime(2024, 1, 1, tzinfo=UTC)


def raw_query(wire: Server, call: Callable[[Either], Awaitable[None] | None]) -> str:
    in_both(
        QueryObjectsAndDeepobject(base_url=wire.url),
        AsyncQueryObjectsAndDeepobject(base_url=wire.url),
        call,
    )
    return sent(wire).target.partition("?")[2]


def pairs(
    wire: Server, call: Callable[[Either], Awaitable[None] | None]
) -> list[tuple[str, str]]:
    return sorted(parse_qsl(raw_query(wire, call), keep_blank_values=True))


def as_model() -> types.F:
    return types.F(created_at=START, on=True, kind="a")


def as_dict() -> types.FDict:
    return {"createdAt": START, "on": True, "kind": "a"}


@pytest.mark.parametrize("given", [as_model(), as_dict()], ids=["model", "dict"])
def test_members_of_a_deep_object_stand_in_brackets_and_unset_ones_are_absent(
    wire: Server, given: types.F | types.FDict
) -> None:
    found = pairs(wire, lambda client: client.o.get(filter=given))

    assert found == [
        ("filter[createdAt]", "2024-01-01T00:00:00Z"),
        ("filter[kind]", "a"),
        ("filter[on]", "true"),
    ]


def test_so_do_the_keys_of_a_map(wire: Server) -> None:
    found = pairs(wire, lambda c: c.o.get(meta={"author": "J B", "x": "1"}))

    assert found == [("meta[author]", "J B"), ("meta[x]", "1")]


@pytest.mark.parametrize(
    "given", [types.OPoint(x=1, y=2), {"x": 1, "y": 2}], ids=["model", "dict"]
)
def test_an_exploded_form_drops_the_name_of_the_parameter(
    wire: Server, given: types.OPoint | types.OPointDict
) -> None:
    assert raw_query(wire, lambda client: client.o.get(point=given)) == "x=1&y=2"


def test_a_flat_form_is_names_and_values_in_turn(wire: Server) -> None:
    query = raw_query(wire, lambda client: client.o.get(flat={"R": 1, "G": 2}))

    assert query == "flat=R,1,G,2"


@pytest.mark.parametrize("given", [as_model(), as_dict()], ids=["model", "dict"])
def test_a_parameter_with_content_is_one_json_text(
    wire: Server, given: types.F | types.FDict
) -> None:
    [(name, text)] = pairs(wire, lambda client: client.o.get(json=given))

    assert name == "json"
    assert json.loads(text) == {
        "createdAt": "2024-01-01T00:00:00Z",
        "on": True,
        "kind": "a",
    }


def test_what_is_nested_goes_on_with_brackets(wire: Server) -> None:
    found = pairs(
        wire,
        lambda c: c.o.get(filter={"in": {"deep": "v"}, "tags": ["a", "b"]}),
    )

    assert found == [
        ("filter[in][deep]", "v"),
        ("filter[tags][0]", "a"),
        ("filter[tags][1]", "b"),
    ]


def test_a_nested_model_goes_on_with_brackets_too(wire: Server) -> None:
    given = types.F(in_=types.FIn(deep="v"))

    assert pairs(wire, lambda client: client.o.get(filter=given)) == [
        ("filter[in][deep]", "v")
    ]


@pytest.mark.parametrize(
    ("spelling", "names"),
    [
        ("indices", ["filter[tags][0]", "filter[tags][1]"]),
        ("repeat", ["filter[tags]", "filter[tags]"]),
        ("brackets", ["filter[tags][]", "filter[tags][]"]),
    ],
)
def test_the_config_says_how_nested_arrays_are_written(
    wire: Server, tmp_path: Path, spelling: str, names: list[str]
) -> None:
    package = f"query_objects_{spelling}"
    (tmp_path / "spec.yaml").write_bytes(CASE.spec.read_bytes())
    (tmp_path / "sdksmith.toml").write_text(
        f'[clients.it]\nspec = "spec.yaml"\noutput = "sdk"\n'
        f'package = "{package}"\nnested_arrays = "{spelling}"\n',
        "utf-8",
    )
    [config] = load_config(None, tmp_path, Diagnostics())
    generate(config, Run())
    client = imported_from(tmp_path / "sdk", package)

    with client.QueryObjectsAndDeepobject(base_url=wire.url) as it:
        it.o.get(filter={"in": {"deep": "v"}, "tags": ["a", "b"]})

    found = parse_qsl(wire.seen[0].target.partition("?")[2])
    assert [name for name, value in found if value in "ab"] == names
    assert ("filter[in][deep]", "v") in found
    lock = (tmp_path / "sdk" / "sdksmith.lock").read_text("utf-8")
    assert f'"nested_arrays" = "{spelling}"' in lock

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import enums_member_names as client
import pytest
import yaml
from case import Case
from enums_member_names import types
from sockets import Answer, Server, serving
from twins import in_both, sent
from variants import names_of

HERE = Path(__file__).parent
LISTED: list[str] = yaml.safe_load((HERE / "spec.yaml").read_text("utf-8"))[
    "components"
]["schemas"]["K"]["enum"]
[KNOWN, UNKNOWN] = get_args(types.K)
VALUES: tuple[types.K, ...] = get_args(KNOWN)


def told_back(value: str) -> Answer:
    return Answer(200, json.dumps(value).encode(), {"Content-Type": "application/json"})


def exchanged(server: Server, value: types.K) -> types.K:
    return in_both(
        client.EnumMemberNames(base_url=server.url),
        client.AsyncEnumMemberNames(base_url=server.url),
        lambda it: it.e.get(k=value),
    )


def test_every_distinct_value_is_there_once() -> None:
    assert [*VALUES] == [*dict.fromkeys(LISTED)]


@pytest.mark.parametrize("value", VALUES)
def test_each_value_is_sent_percent_encoded_and_decodes_to_itself(
    value: types.K,
) -> None:
    with serving(told_back(value)) as server:
        found = exchanged(server, value)

        path, _, query = sent(server).target.partition("?k=")

    assert (path, unquote(query.replace("+", "%20"))) == ("/e", value)
    assert not set(query) & set("\"' \\&=#:日³")
    assert found == value
    assert not isinstance(found, UNKNOWN)


def test_the_empty_string_is_sent_as_nothing_after_the_equals_sign() -> None:
    with serving(told_back("")) as server:
        exchanged(server, "")

        assert sent(server).target == "/e?k="


def test_no_value_depends_on_the_order_of_the_list(tmp_path: Path) -> None:
    document = yaml.safe_load((HERE / "spec.yaml").read_text("utf-8"))
    before = names_of(yaml.safe_dump(document), tmp_path)
    document["components"]["schemas"]["K"]["enum"].reverse()

    after = names_of(yaml.safe_dump(document), tmp_path)

    # Values are literals: there is no member whose name could depend on anything.
    assert after == before
    assert "(Enum)" not in "".join(Case(HERE).client.package_files.values())


@pytest.mark.parametrize("value", ["name", "value", "mro", "_value_"])
def test_values_called_as_attributes_of_enums_are_plain_text(value: types.K) -> None:
    assert type(value) is str
    assert not hasattr(value, "value")


def told(k: types.K) -> int:
    """Type checkers know each value."""
    match k:
        case "name" | "value":
            return len(k)
        case "mro":
            return 3
        case _:
            return 0

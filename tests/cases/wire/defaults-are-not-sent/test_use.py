from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING

from sockets import Answer, Server, serving
from twins import in_both, sent
from wire_defaults_are_not_sent import (
    AsyncDefaultsAreNotSent,
    DefaultsAreNotSent,
    omit,
    types,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sockets import Seen

import pytest
from case import Case
from places import CASES


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(
        Answer(200, b'{"must":"x"}', {"Content-Type": "application/json"})
    ) as server:
        yield server


def asked(server: Server, *, must: str | None = None, limit: int | None = None) -> Seen:
    in_both(
        DefaultsAreNotSent(base_url=server.url),
        AsyncDefaultsAreNotSent(base_url=server.url),
        lambda client: client.d.create(
            must=omit if must is None else must, limit=omit if limit is None else limit
        ),
    )
    return sent(server)


def test_only_what_was_given_is_sent(server: Server) -> None:
    seen = asked(server, must="x")

    assert seen.target == "/d"
    assert "x-mode" not in seen.headers
    assert json.loads(seen.body) == {"must": "x"}


def test_a_value_that_is_the_default_is_sent_where_it_was_given(server: Server) -> None:
    assert asked(server, must="x", limit=20).target == "/d?limit=20"


def test_without_a_body_there_is_neither_body_nor_content_type(server: Server) -> None:
    seen = asked(server)

    assert seen.body == b""
    assert "content-type" not in seen.headers


def test_nothing_is_shared_between_instances() -> None:
    one, other = types.D(must="a"), types.D(must="b")

    assert (one.tags, one.opts, one.empty) == (None, None, None)
    assert one.model_fields_set == {"must"}
    assert other.to_dict() == {"must": "b"}


def test_defaults_are_told_and_those_that_do_not_fit_are_reported() -> None:
    doc = inspect.getdoc(DefaultsAreNotSent(base_url="https://x.test").d.create)
    said = Case(CASES / "wire" / "defaults-are-not-sent").client.diagnostics

    assert doc is not None
    assert 'when: The server\'s default is `"2020-01-01T00:00:00Z"`.' in doc
    assert "worse: " not in doc
    assert "at #/components/schemas/D/properties/bad/default" in said
    assert "at #/components/schemas/D/properties/worse" in said


def test_a_decoded_object_goes_out_as_it_came_in(server: Server) -> None:
    with DefaultsAreNotSent(base_url=server.url) as client:
        found = client.d.create(must="x")

    assert found.to_dict() == {"must": "x"}

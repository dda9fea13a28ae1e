from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from case import Case
from places import CASES
from requests_idempotency_keys import (
    APIStatusError,
    AsyncIdempotencyKeys,
    IdempotencyKeys,
)
from sockets import Answer, Server, serving
from twins import in_both

from sdksmith.pipeline import Run, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from requests_idempotency_keys import RequestOptions

Untyped = Any
CASE = Case(CASES / "requests" / "idempotency-keys")
KEY = "idempotency-key"


def both(server: Server, call: Callable[[Untyped], Untyped]) -> None:
    in_both(
        IdempotencyKeys(base_url=server.url),
        AsyncIdempotencyKeys(base_url=server.url),
        call,
    )


def keys(server: Server, header: str = KEY) -> list[str | None]:
    return [seen.headers.get(header) for seen in server.seen]


def test_a_key_is_made_up_and_stays_the_same_on_every_try() -> None:
    again = [Answer(500), Answer(drop=True), Answer(204)]
    with serving(*again, *again) as server:
        both(server, lambda client: client.payments.create(amount=1))

    one, other = keys(server)[:3], keys(server)[3:]
    assert (len(set(one)), len(set(other))) == (1, 1)
    assert one[0] != other[0]
    assert UUID(str(one[0])).version == 4


def test_the_caller_may_give_the_key() -> None:
    with serving() as server:
        both(
            server,
            lambda client: client.payments.create(amount=1, idempotency_key="mine"),
        )
        both(
            server,
            lambda client: client.payments.create(
                amount=1, options={"idempotency_key": "option"}
            ),
        )
        both(
            server,
            lambda client: client.payments.create(
                amount=1, options={"headers": {"idempotency-key": "header"}}
            ),
        )

    assert keys(server) == ["mine"] * 2 + ["option"] * 2 + ["header"] * 2


def test_without_a_key_an_ambiguous_failure_is_not_repeated() -> None:
    options: RequestOptions = {"headers": {"Idempotency-Key": None}}
    with (
        serving(Answer(500)) as server,
        IdempotencyKeys(base_url=server.url) as client,
        pytest.raises(APIStatusError),
    ):
        client.payments.create(amount=1, options=options)

    assert keys(server) == [None]


def test_an_extension_names_the_header() -> None:
    with serving() as server:
        both(server, lambda client: client.payouts.create())

    assert all(keys(server, "x-payout-key"))


@pytest.mark.parametrize("resource", ["notes", "reads"])
def test_no_key_is_made_up_for_others(resource: str) -> None:
    with serving() as server, IdempotencyKeys(base_url=server.url) as client:
        found: Untyped = getattr(client, resource)
        (found.create if resource == "notes" else found.list)()

    assert keys(server) == [None]


def test_the_config_gives_all_unsafe_operations_a_key(tmp_path: Path) -> None:
    config = replace(
        CASE.config, output=tmp_path / "sdk", idempotency_header="X-Request-Key"
    )

    files = {each.path: each.after or "" for each in check(config, Run()).changes}

    client = files["requests_idempotency_keys/_client.py"]
    assert 'idempotency_header="X-Request-Key",' in client
    assert "makes_idempotency_keys=True," in client

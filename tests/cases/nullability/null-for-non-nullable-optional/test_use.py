from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import nullability_null_for_non_nullable_optional as client
import pytest
from nullability_null_for_non_nullable_optional import DecodeError, types
from server import reply
from twins import failures, in_both

if TYPE_CHECKING:
    from server import LoopbackServer

MEMBERS = ["when", "inner", "list", "kind"]
NULLS: dict[str, object] = {"id": "1", **dict.fromkeys(MEMBERS)}


@pytest.mark.filterwarnings("error")
def test_null_decodes_to_none_and_stays_null(server: LoopbackServer) -> None:
    server.on("GET /v", reply(NULLS))

    found = in_both(
        client.NullNonNullableOptional(base_url=server.url),
        client.AsyncNullNonNullableOptional(base_url=server.url),
        lambda it: it.v.get(),
    )

    assert (found.when, found.inner, found.list, found.kind) == (None,) * 4
    assert found.is_set("when")
    assert json.loads(found.to_json()) == NULLS


@pytest.mark.parametrize("whole_client", [True, False])
def test_strict_decoding_raises_and_names_the_place(
    server: LoopbackServer, *, whole_client: bool
) -> None:
    server.on("GET /v", reply(NULLS))
    mode: Literal["raise", "warn"] = "raise" if whole_client else "warn"

    errors = failures(
        client.NullNonNullableOptional(base_url=server.url, on_mismatch=mode),
        client.AsyncNullNonNullableOptional(base_url=server.url, on_mismatch=mode),
        lambda it: it.v.get(options={} if whole_client else {"on_mismatch": "raise"}),
        DecodeError,
    )

    assert [error.path for error in errors] == ["$.when"] * 2


@pytest.mark.parametrize("member", MEMBERS)
def test_strict_decoding_minds_every_null(member: str) -> None:
    with pytest.raises(ValueError, match=rf"\$\.{member}\b"):
        types.V.from_dict({"id": "1", member: None}, strict=True)


def test_strict_decoding_takes_what_is_absent() -> None:
    assert types.V.from_dict({"id": "1"}, strict=True) == types.V(id="1")


def test_what_is_left_out_of_a_request_is_not_sent(server: LoopbackServer) -> None:
    with client.NullNonNullableOptional(base_url=server.url) as it:
        it.w.update(id="1", kind="a")

    assert server.requests[0].json == {"id": "1", "kind": "a"}

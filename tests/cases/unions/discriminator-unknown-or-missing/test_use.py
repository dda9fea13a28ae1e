from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, assert_never

import pytest
import unions_discriminator_unknown_or_missing as client
from server import reply
from twins import failures, in_both
from unions_discriminator_unknown_or_missing import (
    DecodeError,
    UnknownVariant,
    types,
)

if TYPE_CHECKING:
    from server import LoopbackServer

BODY: dict[str, object] = {
    "event": {"type": "renamed", "id": "1", "new": "n"},
    "all": [{"type": "made", "id": "2"}, {"type": "renamed"}, {"id": "3"}],
}


@pytest.fixture
def found(server: LoopbackServer) -> types.EResult:
    server.on("GET /e", reply(BODY))
    return in_both(
        client.DiscriminatorUnknownOrMissing(base_url=server.url),
        client.AsyncDiscriminatorUnknownOrMissing(base_url=server.url),
        lambda it: it.e.get(),
    )


@pytest.mark.filterwarnings("error")
def test_unknown_variants_expose_the_raw_mapping_and_round_trip(
    found: types.EResult,
) -> None:
    assert found.event == UnknownVariant({"type": "renamed", "id": "1", "new": "n"})
    assert found.all == [
        types.Made(type="made", id="2"),
        UnknownVariant({"type": "renamed"}),
        UnknownVariant({"id": "3"}),
    ]
    assert json.loads(found.to_json()) == BODY


def test_they_are_not_taken_for_known_variants(found: types.EResult) -> None:
    assert found.all is not None
    assert [isinstance(it, types.Made | types.Gone) for it in found.all] == [
        *(True, False, False),
    ]


def told(event: types.Event) -> str:
    match event:
        case types.Made(id=made):
            return f"made {made}"
        case types.Gone():
            return "gone"
        case UnknownVariant(raw=raw):
            return f"unknown {raw.get('type')}"
        case _:
            assert_never(event)


def test_a_match_over_the_union_is_complete(found: types.EResult) -> None:
    assert [told(event) for event in found.all or []] == [
        *("made 2", "unknown renamed", "unknown None"),
    ]


@pytest.mark.parametrize("whole_client", [True, False])
def test_strict_decoding_raises_and_names_the_tag(
    server: LoopbackServer, *, whole_client: bool
) -> None:
    server.on("GET /e", reply(BODY))
    mode: Literal["raise", "warn"] = "raise" if whole_client else "warn"

    errors = failures(
        client.DiscriminatorUnknownOrMissing(base_url=server.url, on_mismatch=mode),
        client.AsyncDiscriminatorUnknownOrMissing(
            base_url=server.url, on_mismatch=mode
        ),
        lambda it: it.e.get(options={} if whole_client else {"on_mismatch": "raise"}),
        DecodeError,
    )

    assert [error.path for error in errors] == ["$.event.type"] * 2


def test_a_tag_that_an_object_may_leave_out_goes_without_saying() -> None:
    found = types.Maybe.from_json('{"next": {"type": "maybe"}}', strict=True)
    made = types.Maybe(next=types.Maybe())

    assert found.type == "maybe"
    assert found.to_dict() == {"next": {"type": "maybe"}}
    assert made.to_dict() == {"type": "maybe", "next": {"type": "maybe"}}

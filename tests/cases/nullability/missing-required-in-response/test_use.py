from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import nullability_missing_required_in_response as client
import pytest
from nullability_missing_required_in_response import (
    DecodeError,
    Hooks,
    MismatchReport,
    MismatchWarning,
    MissingFieldError,
    MissingRequiredInResponseError,
    types,
)
from server import reply, text
from twins import failures, in_both

if TYPE_CHECKING:
    from server import LoopbackServer

BODY: dict[str, object] = {
    "items": [{"id": 1, "name": "a", "n": {"deep": "z"}}, {"id": 2, "n": {}}]
}
PLACES = ["$.items[1].name", "$.items[1].n.deep"]


@pytest.fixture
def found(server: LoopbackServer) -> types.RResult:
    server.on("GET /r", reply(BODY))
    with client.MissingRequiredInResponse(
        base_url=server.url, on_mismatch="ignore"
    ) as it:
        return it.r.get()


def test_the_rest_decodes(found: types.RResult) -> None:
    assert (found.items[0].name, found.items[1].id) == ("a", 2)


def test_the_mismatch_is_on_the_decoded_object(found: types.RResult) -> None:
    [first, second] = found.mismatches

    assert [first.path, second.path] == PLACES
    assert (first.promised, first.got) == ("a string", "nothing")
    assert found.items[1].mismatches == found.mismatches
    assert found.items[0].mismatches == ()


def test_the_mismatch_is_warned_about_once_for_each_client(
    server: LoopbackServer,
) -> None:
    server.on("GET /r", reply(BODY))

    with pytest.warns(MismatchWarning, match=r"GET /r: \$\.items") as told:
        in_both(
            client.MissingRequiredInResponse(base_url=server.url),
            client.AsyncMissingRequiredInResponse(base_url=server.url),
            lambda it: it.r.get(),
        )

    said = [str(one.message) for one in told]
    assert (
        said
        == [
            "GET /r: $.items[1].name: promised a string, got nothing",
            "GET /r: $.items[1].n.deep: promised a string, got nothing",
        ]
        * 2
    )


def test_the_same_mismatch_is_not_warned_about_again(server: LoopbackServer) -> None:
    server.on("GET /r", reply(BODY))

    with (
        client.MissingRequiredInResponse(base_url=server.url) as it,
        pytest.warns(MismatchWarning, match="promised a string") as told,
    ):
        _ = [it.r.get(), it.r.get()]

    assert [one.filename for one in told] == [__file__] * len(PLACES)


def test_the_hook_is_told_of_every_mismatch(server: LoopbackServer) -> None:
    server.on("GET /r", reply(BODY))
    told: list[MismatchReport] = []
    hooks = Hooks(mismatch=told.append)

    with client.MissingRequiredInResponse(
        base_url=server.url, on_mismatch="ignore", hooks=hooks
    ) as it:
        it.r.get()

    assert told == [
        MismatchReport("GET /r", place, "a string", "nothing") for place in PLACES
    ]


def test_reading_what_is_missing_raises_and_explains(found: types.RResult) -> None:
    with pytest.raises(MissingFieldError, match="server left it out") as caught:
        _ = found.items[1].name

    assert isinstance(caught.value, MissingRequiredInResponseError)
    assert caught.value.wire_name == "name"


def test_encoding_does_not_invent_what_is_missing(found: types.RResult) -> None:
    assert json.loads(found.to_json()) == BODY


@pytest.mark.parametrize("whole_client", [True, False])
def test_strict_decoding_raises_one_error_that_leads_to_the_answer(
    server: LoopbackServer, *, whole_client: bool
) -> None:
    server.on("GET /r", reply(BODY))
    mode: Literal["raise", "warn"] = "raise" if whole_client else "warn"

    errors = failures(
        client.MissingRequiredInResponse(base_url=server.url, on_mismatch=mode),
        client.AsyncMissingRequiredInResponse(base_url=server.url, on_mismatch=mode),
        lambda it: it.r.get(options={} if whole_client else {"on_mismatch": "raise"}),
        DecodeError,
    )

    for error in errors:
        assert "$.items[1].name" in str(error)
        assert isinstance(error, MissingRequiredInResponseError)
        assert error.status_code == 200
        assert error.headers["content-type"] == "application/json"
        assert json.loads(error.body) == BODY


@pytest.mark.parametrize("mode", ["warn", "raise", "ignore"])
def test_what_is_no_json_raises_the_same_error(
    server: LoopbackServer, mode: Literal["warn", "raise", "ignore"]
) -> None:
    server.on("GET /r", text("<html>", "application/json"))

    with (
        client.MissingRequiredInResponse(base_url=server.url, on_mismatch=mode) as it,
        pytest.raises(DecodeError, match="not JSON") as caught,
    ):
        it.r.get()

    assert (caught.value.status_code, caught.value.body) == (200, b"<html>")

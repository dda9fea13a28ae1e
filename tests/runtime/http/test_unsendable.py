"""What cannot travel is refused in the SDK's own words, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from _runtime.api import Api
from _runtime.auth import ApiKey
from _runtime.errors import ConfigurationError, InvalidRequestError, SDKError
from _runtime.models import Model
from _runtime.operation import Operation
from probes import NOTHING, PLAIN_API, Probe, ProbeClient
from sockets import serving

HALF = "a\ud800"
ANY = Operation[None, object]("POST", "/a/{id}", NOTHING)
KEYED = Api(
    "probe",
    "Probe",
    "1",
    schemes={"k": ApiKey("X-Key", argument="k")},
    security=(("k",),),
    environment="PROBE",
)


class Named(Model):
    name: str


def endless() -> dict[str, object]:
    value: dict[str, object] = {}
    value["value"] = value
    return value


@pytest.mark.parametrize(
    "given",
    [
        {"path": {"id": HALF}},
        {"query": {"q": HALF}},
        {"headers": {"X-H": HALF}},
        {"cookies": {"c": HALF}},
        {"form": {"f": HALF}},
        {"multipart": {"m": HALF}},
        {"multipart": {"m": (HALF, b"")}},
        {"content": HALF},
        {"query": {"q": endless()}},
    ],
)
def test_no_argument_raises_what_is_not_of_the_sdk(
    probe: Probe, given: dict[str, Any]
) -> None:
    with serving() as server, pytest.raises(InvalidRequestError):
        probe.send(server.url, ANY, **{"path": {"id": "1"}, **given})

    assert server.seen == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: ProbeClient(KEYED, {"k": HALF}, base_url="http://api.test"),
        lambda: ProbeClient(
            PLAIN_API, {}, base_url="http://api.test", default_headers={"a": HALF}
        ),
        lambda: ProbeClient(
            PLAIN_API, {}, base_url="http://api.test", default_query={"a": HALF}
        ),
    ],
)
def test_no_option_does_either(make: Callable[[], object]) -> None:
    with pytest.raises(ConfigurationError, match="half of a surrogate pair"):
        make()


def test_a_variable_of_the_environment_that_is_no_text_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROBE_K", "secret\udcff")

    with pytest.raises(ConfigurationError, match="PROBE_K has half"):
        ProbeClient(KEYED, {}, base_url="http://api.test")


def test_what_a_function_gives_as_a_credential_is_not_shown(probe: Probe) -> None:
    with serving() as server, pytest.raises(SDKError) as caught:
        probe.of(KEYED, k=lambda: f"secret{HALF}").send(
            server.url, ANY, path={"id": "1"}
        )

    assert "secret" not in repr(caught.value)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/x?a=\ud800"), ("GÉT", "/x"), ("GET X", "/x")]
)
def test_what_is_called_raw_is_no_exception(method: str, path: str) -> None:
    with (
        serving() as server,
        ProbeClient(PLAIN_API, {}, base_url=server.url) as client,
        pytest.raises(InvalidRequestError),
    ):
        client.request(method, path, cast_to=object)

    assert server.seen == []


def test_nothing_of_a_raw_path_is_lost_behind_a_mark() -> None:
    with serving() as server, ProbeClient(PLAIN_API, {}, base_url=server.url) as client:
        client.request("GET", "/x?a=1#b", cast_to=type(None), query={"c": "2"})

    assert server.seen[0].target == "/x?a=1%23b&c=2"


def test_json_text_with_half_of_a_surrogate_pair_is_read_like_its_escape() -> None:
    assert Named.from_json('{"name":"\ud800"}') == Named.from_json('{"name":"\\ud800"}')

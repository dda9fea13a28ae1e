"""Options that cannot be: refused by their names, and their values kept secret."""

from __future__ import annotations

import ssl
from typing import Any, TypeAlias

import httpx2
import pytest
from _runtime.auth import OAuthToken
from _runtime.clock import AsyncSystemClock, SystemClock
from _runtime.errors import ConfigurationError
from _runtime.hooks import Hooks
from _runtime.operation import Operation
from _runtime.option_checks import ASYNC_CLIENT_CHECKS, CLIENT_CHECKS, REQUEST_CHECKS
from _runtime.options import (
    AsyncClientOptions,
    ClientOptions,
    Limits,
    RequestOptions,
    Timeout,
)
from minihq.client import AsyncMiniHQ, MiniHQ
from probes import NOTHING, Probe
from sockets import serving

Either: TypeAlias = type[MiniHQ] | type[AsyncMiniHQ]
GET = Operation[None, object]("GET", "/g", NOTHING)
either = pytest.mark.parametrize("kind", [MiniHQ, AsyncMiniHQ])


async def later(*_: object) -> None:
    pass


UNFIT_FOR_ALL: dict[str, list[object]] = {
    "timeout": ["5", 0, -1, float("nan"), True, Timeout(read=0)],
    "max_retries": [-1, 1.5, "2", True, None],
    "on_mismatch": ["shout", 5, None],
}
UNFIT: dict[str, list[object]] = {
    **UNFIT_FOR_ALL,
    "deadline": ["5", 0, -1, True],
    "base_url": [
        5,
        "",
        "x",
        "/v1",
        "ftp://x.test",
        "http://",
        "http://a b",
        "http://[",
    ],
    "server": [1.5, None, 7, "none"],
    "server_variables": [{"a": 1}, ["a"], {"planet": "mars"}],
    "default_headers": [{"a": 1}, {1: "a"}, [("a", "b")], None],
    "default_query": ["a=b", {1: 2}],
    "hooks": [5, None, Hooks(retry=later)],
    "token_url": [5],
    "scopes": ["a b", [1], None],
    "proxy": [5, "nowhere", "ftp://x.test"],
    "http2": ["yes", None],
    "limits": [5, Limits(max_connections=-1), Limits(keepalive_expiry=-1.0)],
    "verify": [5, None],
    "cert": [5, ("a",), ("a", 5)],
    "trust_env": ["yes", None],
    "middleware": [5, [5], "ab", len],
    "call_middleware": [5, [None], len],
    "clock": [5, object()],
    "http_client": [5, object()],
    "transport": [5, object()],
    "api_key": [5, b"k", ["k"]],
}
UNFIT_FOR_CALLS: dict[str, list[object]] = {
    **UNFIT_FOR_ALL,
    "deadline": ["5", float("nan"), True],
    "headers": [{"a": 1}, ["a"], None],
    "query": ["a=b", {1: 2}],
    "body": [[1], "{}"],
    "retry_unsafe": [1, "yes"],
    "progress": [5, later],
    "idempotency_key": [5, None],
    "prefetch": [1],
    "terminator": [5],
}
FIT: dict[str, list[object]] = {
    "timeout": [5, 0.5, None, Timeout(), Timeout(None, 1, 1, None)],
    "deadline": [5, None],
    "max_retries": [0, 5],
    "base_url": [None, "http://[::1]:8000/v1/"],
    "limits": [Limits(None, None, None), Limits(0, 0, 0)],
    "verify": [True, "/etc", ssl.create_default_context()],
    "cert": [None, "a", ("a", "b"), ("a", "b", "c")],
    "hooks": [Hooks()],
    "scopes": [(), ["a"]],
    "middleware": [(), [len]],
    "api_key": [None, "k", str, OAuthToken("a", "r", "http://x.test")],
}


def test_what_only_the_asynchronous_client_can_wait_for_is_refused() -> None:
    class Later:
        async def __call__(self, *_: object) -> None:
            pass

    for given in (later, Later()):
        unfit: Any = {"middleware": [given]}
        with pytest.raises(ConfigurationError, match="not async"):
            MiniHQ(**unfit)
        assert AsyncMiniHQ(**unfit)


def _pairs(values: dict[str, list[object]]) -> list[tuple[str, object]]:
    return [(name, value) for name, found in values.items() for value in found]


@either
@pytest.mark.parametrize(("name", "value"), _pairs(UNFIT))
def test_a_client_names_the_option_that_cannot_be(
    kind: Either, name: str, value: object
) -> None:
    options: Any = {name: value}

    with pytest.raises(ConfigurationError, match=rf"^`?{name}=|variable"):
        kind(**options)


@either
@pytest.mark.parametrize(("name", "value"), _pairs(FIT))
def test_a_client_takes_what_its_options_say(
    kind: Either, name: str, value: object
) -> None:
    options: Any = {name: value}

    kind(**options)


@pytest.mark.parametrize(("name", "value"), _pairs(UNFIT_FOR_CALLS))
def test_a_call_names_the_option_that_cannot_be(
    probe: Probe, name: str, value: object
) -> None:
    options: Any = {name: value}

    with serving() as server, pytest.raises(ConfigurationError, match=f"^{name}="):
        probe.send(server.url, GET, options)

    assert server.seen == []


def test_a_client_takes_no_parts_of_the_other_kind() -> None:
    sync: Any = {
        "http_client": httpx2.Client(),
        "transport": httpx2.HTTPTransport(),
    }
    other: Any = {
        "http_client": httpx2.AsyncClient(),
        "transport": httpx2.AsyncHTTPTransport(),
    }

    for name, value in other.items():
        with pytest.raises(ConfigurationError, match=f"^{name}= must be an httpx2"):
            MiniHQ(**{name: value})
    for name, value in sync.items():
        with pytest.raises(ConfigurationError, match=f"^{name}= must be an httpx2"):
            AsyncMiniHQ(**{name: value})
    assert MiniHQ(clock=SystemClock(), http_client=sync["http_client"])
    assert AsyncMiniHQ(clock=AsyncSystemClock(), transport=other["transport"])


@either
def test_an_option_that_there_is_not_is_refused(kind: Either) -> None:
    wrong: Any = {"time_out": 5}

    with pytest.raises(ConfigurationError, match="`time_out`: did you mean `timeout`"):
        kind(**wrong)
    with pytest.raises(ConfigurationError, match="`time_out`: did you mean `timeout`"):
        kind(api_key="k").with_options(**wrong)


def test_a_call_has_options_of_its_own(probe: Probe) -> None:
    wrong: Any = {"retries": 5}

    with serving() as server, pytest.raises(ConfigurationError, match="`retries`"):
        probe.send(server.url, GET, wrong)


@either
def test_a_derived_client_names_the_option_too(kind: Either) -> None:
    wrong: Any = {"timeout": "5"}

    with pytest.raises(ConfigurationError, match=r"^timeout= must be"):
        kind(api_key="k").with_options(**wrong)


@either
def test_a_bad_base_url_of_the_environment_is_called_by_its_variable(
    kind: Either, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINIHQ_BASE_URL", "api.test/v1")

    with pytest.raises(ConfigurationError, match=r"^MINIHQ_BASE_URL='api.test/v1'"):
        kind()


@either
def test_a_base_url_has_no_query(kind: Either) -> None:
    with pytest.raises(ConfigurationError, match=r"default_query=") as caught:
        kind(base_url="http://u:s3cret@x.test/?key=s3cret")

    assert "s3cret" not in str(caught.value)


@either
@pytest.mark.parametrize(
    "options",
    [
        {"proxy": "ftp://u:s3cret@x.test"},
        {"base_url": "http://u:s3cret@x.test:99999"},
        {"default_headers": {"s3cret": 5}},
        {"default_query": "s3cret"},
        {"api_key": b"s3cret"},
        {"cert": ("s3cret",)},
    ],
)
def test_no_error_shows_a_secret(kind: Either, options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        kind(**options)

    assert "s3cret" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize(
    ("options", "checks"),
    [
        (ClientOptions, CLIENT_CHECKS),
        (AsyncClientOptions, ASYNC_CLIENT_CHECKS),
        (RequestOptions, REQUEST_CHECKS),
    ],
)
def test_every_option_is_checked(options: type, checks: dict[str, object]) -> None:
    assert set(options.__annotations__) == set(checks)

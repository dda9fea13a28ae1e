"""Small things of the network half, each by itself."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import ssl
import time
import warnings
from dataclasses import replace
from email.utils import formatdate
from enum import Enum
from pathlib import Path
from typing import Literal

import httpcore2
import pytest
from _runtime import pool
from _runtime.api import Api
from _runtime.async_sockets import AsyncSockets
from _runtime.clock import SystemClock
from _runtime.documented_headers import DocumentedHeaders, HeaderField
from _runtime.errors import (
    APITimeoutError,
    ConfigurationError,
    DecodeError,
    InvalidRequestError,
    MissingCredentialError,
    StreamError,
)
from _runtime.headers import Headers
from _runtime.mismatches import Mismatch
from _runtime.models import Model
from _runtime.omit import omit
from _runtime.operation import Operation, PagedOperation, StreamOperation, Text
from _runtime.options import RequestOptions
from _runtime.page_styles import Cursor
from _runtime.parameters import Style
from _runtime.paths import filled
from _runtime.progress import Progress, UnderWay
from _runtime.rate_limits import rate_limit_of
from _runtime.report import MismatchWarning, warn_once
from _runtime.resource import response_of
from _runtime.sockets import Sockets
from blocking import Callers
from minihq.errors import ERRORS
from probes import NOTHING, Probe, ProbeClient
from scripted import scripted
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
POST = Operation[None, object]("POST", "/p", NOTHING)


class Told(DocumentedHeaders):
    rate = HeaderField[int]("X-Rate", int, required=True)


class Thing(Model):
    x: int


def test_headers_that_are_promised_but_missing_are_reported(probe: Probe) -> None:
    operation = Operation[Thing, object](
        "GET", "/t", {200: Thing}, headers={"2XX": Told}
    )
    quiet = probe.with_(on_mismatch="ignore")

    with serving(Answer(200, b'{"x":1}')) as server:
        response = quiet.send(server.url, operation)

    assert isinstance(response.headers, Told)
    assert [str(each.path) for each in response.mismatches] == ["header X-Rate"]


def test_an_undescribed_status_is_read_by_each_form_once(probe: Probe) -> None:
    operation = Operation[Thing, object]("GET", "/t", {200: Thing, 201: Thing})
    quiet = probe.with_(on_mismatch="ignore")

    with serving(Answer(299, b'{"x":1}')) as server:
        assert quiet.send(server.url, operation).data == Thing(x=1)


def test_text_of_no_known_charset_is_read_as_the_usual_one(probe: Probe) -> None:
    operation = Operation[str, object]("GET", "/t", {200: Text})
    answer = Answer(200, "é".encode(), {"Content-Type": "text/plain; charset=nope"})

    with serving(answer) as server:
        assert probe.send(server.url, operation).data == "é"


def test_a_form_may_be_a_model_or_only_what_the_call_adds(probe: Probe) -> None:
    options: RequestOptions = {"body": {"y": 2}}

    with serving() as server:
        probe.send(server.url, POST, options, form=Thing(x=1))
        probe.send(server.url, POST, {"body": {}}, form=omit)

    assert [seen.body for seen in server.seen] == [b"x=1&y=2", b""]


def test_a_scheme_that_the_client_does_not_know_is_named() -> None:
    api = Api("a", "A", "1", security=(("gone",),))

    with (
        ProbeClient(api, {}, base_url="http://x.test") as client,
        pytest.raises(MissingCredentialError, match="pass `gone`"),
    ):
        client.caller.response(GET, GET.call().arguments)


def test_a_method_of_nothing_gives_no_whole_answers() -> None:
    with pytest.raises(TypeError, match="GET /g: not a method of a resource"):
        response_of(len, GET)


def test_an_url_that_is_none_is_refused(probe: Probe) -> None:
    operation = Operation[None, object]("GET", "/" + "x" * 70_000, NOTHING)

    with serving() as server, pytest.raises(InvalidRequestError, match="GET /x"):
        probe.send(server.url, operation)


def test_the_accept_of_an_operation_is_its_own(probe: Probe) -> None:
    operation = Operation[None, object]("GET", "/g", NOTHING, accept="text/csv")

    with serving() as server:
        probe.send(server.url, operation)

    assert server.seen[0].headers["accept"] == "text/csv"


@pytest.mark.parametrize("style", ["label", "matrix", "simple"])
def test_null_is_no_part_of_a_path(
    style: Literal["label", "matrix", "simple"],
) -> None:
    with pytest.raises(InvalidRequestError, match="`p`"):
        filled("/x/{p}", {"p": None}, {"p": Style(style)})


def test_a_moment_of_reset_is_counted_from_now_without_a_date() -> None:
    moment = str(int(time.time()) + 100)
    limit = rate_limit_of(
        Headers({"x-ratelimit-remaining": "1", "x-ratelimit-reset": moment})
    )

    assert limit is not None
    assert limit.reset_after is not None
    assert 90 < limit.reset_after <= 100
    dated = {"x-ratelimit-reset": moment, "date": formatdate(time.time() - 100)}
    found = rate_limit_of(Headers({"x-ratelimit-remaining": "1", **dated}))
    assert found is not None
    assert found.reset_after is not None
    assert 190 <= found.reset_after <= 201


def test_the_clock_of_the_machine_is_that_of_the_calendar() -> None:
    assert abs(SystemClock().wall() - time.time()) < 5


def test_a_context_and_a_folder_verify_too(tmp_path: Path) -> None:
    context = ssl.create_default_context()
    settings = pool.pool_settings({"verify": context}, "probe")
    folder = pool.pool_settings({"verify": str(tmp_path)}, "probe")

    origin = ("https", "x.test", None)
    assert settings.arguments(origin)["ssl_context"] is context
    assert isinstance(folder.arguments(origin)["ssl_context"], ssl.SSLContext)


def test_a_proxy_for_sockets_names_what_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "find_spec", lambda _: None)

    with pytest.raises(ConfigurationError, match="needs the package socksio"):
        pool.pool_settings({"proxy": "socks5://x.test"}, "probe")


def test_a_warning_is_given_once_wherever_it_is_from() -> None:
    told: set[tuple[str, str]] = set()
    found = Mismatch("$.a[3]", "an integer", "a string")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warn_once("GET /a", found, told)
        warn_once("GET /a", Mismatch("$.a[4]", "an integer", "a string"), told)

    assert [str(each.message) for each in caught] == [f"GET /a: {found}"]


LINES = StreamOperation[Thing]("GET", "/l", item=Thing)


def test_an_item_of_a_stream_that_misfits_is_reported(callers: Callers) -> None:
    with (
        serving(Answer(200, b'{"x":"no"}\n{"x":1}\n')) as server,
        callers.to(server.url) as caller,
        pytest.warns(MismatchWarning, match=r"\$.x"),
    ):
        items = list(caller.lines(LINES.call()))

    assert items[1] == Thing(x=1)
    assert items[0].mismatches[0].path == "$.x"


def test_an_item_that_is_neither_value_nor_error_is_no_stream_error(
    callers: Callers,
) -> None:
    api = Api("e", "E", "1", errors=ERRORS)

    with (
        serving(Answer(200, b"[]\n")) as server,
        callers.to(server.url, api) as caller,
        pytest.raises(DecodeError) as caught,
    ):
        list(caller.lines(LINES.call()))

    assert not isinstance(caught.value, StreamError)


def test_a_deadline_is_not_outlived_by_asking_for_the_rest(callers: Callers) -> None:
    operation = StreamOperation[bytes]("GET", "/f", item=bytes)

    def stalls(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(
            b'HTTP/1.1 200 OK\r\nETag: "v"\r\nAccept-Ranges: bytes\r\n'
            b"Content-Length: 9\r\n\r\nabc"
        )
        time.sleep(2)

    with (
        scripted(stalls) as server,
        callers.to(server.url, deadline=0.3) as caller,
    ):
        download = caller.download(operation.call())
        with pytest.raises(APITimeoutError) as caught:
            download.read()

    assert caught.value.phase == "deadline"
    assert server.connections == 1


def test_what_is_left_of_a_compressed_answer_comes_at_its_end(
    callers: Callers,
) -> None:
    data = bytes(2**20 * 2)
    answer = Answer(200, gzip.compress(data), {"Content-Encoding": "gzip"})
    operation = StreamOperation[bytes]("GET", "/f", item=bytes)

    with serving(answer) as server, callers.to(server.url) as caller:
        assert caller.download(operation.call()).read() == data


def _expired() -> Progress:
    return Progress(SystemClock(), time.monotonic() - 1)


def test_nothing_is_read_written_or_opened_after_the_deadline() -> None:
    one, other = socket.socketpair()
    sockets = Sockets()

    with serving() as server, one, other:
        host, port = "127.0.0.1", int(server.url.rpartition(":")[2])
        stream = sockets.connect_tcp(host, port, 1.0)
        with UnderWay(_expired()):
            with pytest.raises(httpcore2.ReadTimeout):
                stream.read(1)
            with pytest.raises(httpcore2.WriteTimeout):
                stream.write(b"x")
            with pytest.raises(httpcore2.ConnectTimeout):
                sockets.connect_tcp(host, port, 1.0)
        stream.write(b"GET / HTTP/1.1\r\n\r\n", 1.0)
        assert stream.read(9, 1.0) == b"HTTP/1.1 "
        stream.get_extra_info("socket").close()
        with (
            UnderWay(Progress(SystemClock(), time.monotonic() + 9)),
            pytest.raises(httpcore2.WriteError),
        ):
            stream.write(b"x", 1.0)


def test_the_sockets_of_the_async_client_work_without_a_call() -> None:
    async def run(port: int) -> bytes:
        stream = await AsyncSockets().connect_tcp("127.0.0.1", port, 1.0)
        await stream.write(b"GET / HTTP/1.1\r\n\r\n", 1.0)
        data = await stream.read(9, 1.0)
        await stream.aclose()
        return data

    with serving() as server:
        port = int(server.url.rpartition(":")[2])
        assert asyncio.run(run(port)) == b"HTTP/1.1 "


def test_a_host_without_an_address_is_no_connection() -> None:
    with pytest.raises(httpcore2.ConnectError):
        Sockets().connect_tcp("no-such-host.invalid", 80, 1.0)


def test_a_body_of_a_model_can_be_paged(callers: Callers) -> None:
    class Page(Model):
        items: list[int]
        next: str | None = None

    style = Cursor(items="items", next_cursor="next", cursor=("json", "after"))
    operation = PagedOperation[Page, int, Page]("POST", "/q", Page, paging=style)
    pages = (
        Answer(200, b'{"items":[1],"next":"a"}'),
        Answer(200, b'{"items":[2],"next":null}'),
    )

    with serving(*pages) as server, callers.to(server.url) as caller:
        found = caller.paginate(operation.call(json=Thing(x=1))).to_list()

    assert found == [1, 2]
    assert json.loads(server.seen[1].body) == {"x": 1, "after": "a"}


class Unset(Enum):
    VALUE = None


@pytest.mark.parametrize("style", ["label", "matrix", "simple"])
def test_a_member_of_an_enum_may_be_null_too(
    style: Literal["label", "matrix", "simple"],
) -> None:
    with pytest.raises(InvalidRequestError, match="`p`: a path parameter cannot be"):
        filled("/x/{p}", {"p": Unset.VALUE}, {"p": Style(style)})


def test_an_item_with_a_message_is_no_error_where_errors_have_another_form(
    callers: Callers,
) -> None:
    errors = replace(ERRORS, body=list[str])

    with (
        serving(Answer(200, b'{"error":{"message":"x"}}\n')) as server,
        callers.to(server.url, Api("e", "E", "1", errors=errors)) as caller,
        pytest.warns(MismatchWarning, match=r"\$.x"),
    ):
        (item,) = caller.lines(LINES.call())

    assert isinstance(item, Thing)

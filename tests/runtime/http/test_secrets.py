"""Errors and what hangs on them show no secret, and survive a journey."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import socket
from multiprocessing.reduction import ForkingPickler

import httpx2
import pytest
from _runtime.api import Api
from _runtime.auth import ApiKey, Bearer
from _runtime.errors import APIConnectionError, StatusError
from _runtime.headers import Headers
from _runtime.hooks import Hooks
from _runtime.middleware import Request
from _runtime.operation import Operation, PagedOperation
from _runtime.page_styles import LinkHeader
from blocking import Callers
from minihq.errors import NotFoundError
from minihq.testing import MockMiniHQ
from probes import NOTHING, Probe, pickled
from scripted import head_of, scripted
from sockets import Answer, Seen, serving, serving_by

GET = Operation[None, object]("GET", "/g", NOTHING)
HIDDEN = "s3cr3t"
OK = Answer()


@pytest.mark.parametrize(
    "url",
    [
        f"https://user:{HIDDEN}@api.test/leads",
        f"https://api.test/leads?token={HIDDEN}&limit=1",
        f"https://{HIDDEN}@api.test/leads?key={HIDDEN}",
    ],
)
def test_a_url_in_a_message_loses_its_secrets(url: str) -> None:
    error = APIConnectionError(
        f"no connection: cannot reach '{url}' today",
        operation="GET /leads",
        attempts=1,
        request_may_have_been_processed=False,
    )

    assert HIDDEN not in str(error) + repr(error) + error.message
    assert "api.test/leads" in error.message
    assert error.message.endswith("today")
    assert error.request_id is None


@pytest.mark.parametrize(
    "name",
    ["Authorization", "Set-Cookie", "X-API-Key", "api-key", "X-Auth-Token", "apikey"],
)
def test_headers_show_no_secret(name: str) -> None:
    headers = Headers({name: HIDDEN, "Idempotency-Key": "1", "X-Tokens-Left": "7"})

    assert HIDDEN not in repr(headers)
    assert ("'1'" in repr(headers), "'7'" in repr(headers)) == (True, True)
    assert headers[name] == HIDDEN


def test_headers_show_no_credential_however_its_header_is_called(probe: Probe) -> None:
    told: list[Request] = []
    scheme = ApiKey("X-Odd", argument="odd")
    api = Api("probe", "Probe", "1", schemes={"odd": scheme}, security=(("odd",),))

    with serving() as server:
        hearing = probe.of(api, odd=HIDDEN).with_(hooks=Hooks(request=told.append))
        hearing.send(server.url, GET)

    assert server.seen[0].headers["x-odd"] == HIDDEN
    assert HIDDEN not in repr(told[0].headers) + repr(pickled(told[0].headers))


def test_headers_show_no_secret_of_a_url() -> None:
    headers = Headers({"Location": f"https://u:{HIDDEN}@files.test/a?sig={HIDDEN}"})

    assert repr(headers) == "Headers({'location': 'https://***@files.test/a?***'})"


def test_nobody_logs_the_password_or_the_query_of_a_url(
    probe: Probe, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), serving() as server:
        url = server.url.replace("://", f"://user:{HIDDEN}@")
        probe.send(url, GET, {"query": {"key": HIDDEN}})

    assert server.seen[0].headers["authorization"].startswith("Basic ")
    assert "/g" in caplog.text
    assert HIDDEN not in caplog.text


def test_the_user_of_a_url_stays_on_its_origin(probe: Probe) -> None:
    def answers(seen: Seen) -> Answer:
        here = f"http://{seen.headers['host']}/there"
        return Answer(302, headers={"Location": here}) if seen.target == "/g" else OK

    with serving_by(answers) as server:
        probe.send(server.url.replace("://", "://user:password@"), GET)

    assert ["authorization" in seen.headers for seen in server.seen] == [True, True]


def test_no_user_of_a_url_replaces_a_credential(probe: Probe) -> None:
    api = Api("probe", "Probe", "1", schemes={"b": Bearer()}, security=(("b",),))

    with serving() as server:
        url = server.url.replace("://", "://user:password@")
        probe.of(api, b="T").send(url, GET)

    assert server.seen[0].headers["authorization"] == "Bearer T"


def test_what_a_given_client_authenticates_by_stays_on_its_origin(
    probe: Probe,
) -> None:
    kind = httpx2.Client if probe.kind == "sync" else httpx2.AsyncClient
    with (
        serving() as other,
        serving(Answer(302, headers={"Location": other.url})) as server,
    ):
        given = kind(auth=("user", HIDDEN))
        probe.with_(http_client=given).send(server.url, GET)

    assert "authorization" in server.seen[0].headers
    assert "authorization" not in other.seen[0].headers


def test_what_an_api_says_of_a_url_loses_its_secrets(probe: Probe) -> None:
    body = f'{{"message":"no GET https://a.test/g?key={HIDDEN} here"}}'.encode()

    with serving(Answer(404, body)) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, GET)

    assert str(caught.value).startswith("404: no GET https://a.test/g?*** here [")


def test_what_is_no_http_is_not_quoted(probe: Probe) -> None:
    def answers(connection: socket.socket) -> None:
        head_of(connection)
        connection.sendall(f"{HIDDEN} no status line\r\n\r\n".encode())

    with scripted(answers) as server, pytest.raises(APIConnectionError) as caught:
        probe.send(server.url, GET)

    assert "illegal status line [" in str(caught.value)
    assert HIDDEN not in str(caught.value)


def test_a_key_that_a_link_repeats_is_sent_once(callers: Callers) -> None:
    place = ApiKey("key", "query", "k")
    api = Api("probe", "Probe", "1", schemes={"k": place}, security=(("k",),))
    listing = PagedOperation[list[int], int, list[int]](
        "GET", "/l", list[int], paging=LinkHeader()
    )
    link = {"Link": '</l?key=old&page=2>; rel="next"'}
    with (
        serving(Answer(200, b"[1]", link), Answer(200, b"[2]")) as server,
        callers.to(server.url, api, {"k": HIDDEN}) as caller,
    ):
        assert caller.paginate(listing.call()).to_list() == [1, 2]

    assert [seen.target for seen in server.seen] == [
        f"/l?key={HIDDEN}",
        f"/l?page=2&key={HIDDEN}",
    ]


def failed() -> StatusError:
    """An error as a call raises it."""
    mock = MockMiniHQ()
    mock.leads.get.fails(404, code="gone", headers={"x-request-id": "r1"})
    with pytest.raises(NotFoundError) as caught:
        mock.client().leads.get("x")
    return caught.value


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_an_error_is_the_same_after_every_pickle_protocol(protocol: int) -> None:
    error = failed()

    again = ForkingPickler.loads(pickle.dumps(error, protocol))

    assert (type(again), str(again)) == (type(error), str(error))
    assert vars(again) == vars(error)


def test_copies_of_an_error_are_the_same() -> None:
    error = failed()

    copies = [copy.copy(error), copy.deepcopy(error)]

    assert [vars(each) for each in copies] == [vars(error)] * 2
    assert error.__cause__ is error.__context__ is None


def test_errors_of_tasks_come_in_groups() -> None:
    mock = MockMiniHQ()
    mock.leads.get.fails(404)

    async def together() -> None:
        client = mock.async_client()
        async with asyncio.TaskGroup() as group:
            for name in "abc":
                group.create_task(client.leads.get(name))

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(together())

    assert caught.group_contains(NotFoundError, depth=1)
    assert len(caught.value.exceptions) == 3

"""Which route of a fake answers a request."""

from __future__ import annotations

import pytest
from _runtime.middleware import Reply, Request, Send
from _runtime.operation import Operation, StreamOperation
from _runtime.testing.mock import MockApi
from _runtime.testing.routes import Route, UnexpectedCallError
from minihq.testing import MockMiniHQ
from probes import PLAIN_API, ProbeClient


def _operation(path: str, method: str = "GET") -> Operation[str, object]:
    return Operation(method, path, {200: str})


def _routes(mock: MockApi, *paths: str) -> dict[str, Route[str]]:
    return {path: mock.route(_operation(path)).returns(path) for path in paths}


def _client(mock: MockApi, base_url: str = "http://api.test") -> ProbeClient:
    return ProbeClient(PLAIN_API, {}, **{**mock.options(), "base_url": base_url})


def test_operations_of_one_method_and_path_are_told_apart() -> None:
    mock = MockApi(PLAIN_API)
    files, folders = _operation("/shared_items"), _operation("/shared_items")
    mock.route(files).returns("a file")
    mock.route(folders).returns("a folder")
    caller = _client(mock).caller

    found = [caller.send(each.call()) for each in (folders, files)]

    assert found == ["a folder", "a file"]


def test_a_call_is_its_operations_whatever_other_path_is_as_like() -> None:
    mock = MockApi(PLAIN_API)
    by_id, mine = _operation("/users/{id}"), _operation("/users/me")
    route = mock.route(by_id).returns("by id")
    mock.route(mine).returns("mine")

    assert _client(mock).caller.send(by_id.call(path={"id": "me"})) == "by id"
    assert route.calls[0].path_params == {"id": "me"}


def test_path_parameters_are_found_behind_the_path_of_a_server() -> None:
    mock = MockApi(PLAIN_API)
    operation = _operation("/users/{id}")
    route = mock.route(operation).returns("x")

    _client(mock, "http://api.test/v1").caller.send(operation.call(path={"id": "a b"}))

    assert route.calls[0].path_params == {"id": "a b"}
    assert route.calls[0].path == "/v1/users/a b"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/b", "/a/b"),
        ("/a/c", "/a/{x}"),
        ("/a/c.json", "/a/{x}.json"),
        ("/a/b/c", "/a/b/{y}"),
        ("/a/d/c", "/a/{x}/c"),
        ("/e?kind=1", "/e?kind=1"),
        ("/e?kind=2&more=", "/e?kind=2"),
        ("/e?kind=3", "/e"),
    ],
)
def test_a_raw_request_reaches_what_says_most_of_its_path(
    path: str, expected: str
) -> None:
    mock = MockApi(PLAIN_API)
    nested = ("/a/{x}/c", "/a/b/{y}", "/a/{x}.json", "/a/{x}", "/a/b")
    _routes(mock, *nested, "/e", "/e?kind=1", "/e?kind=2")

    found = _client(mock, "http://api.test/v1").request("GET", path, cast_to=str)

    assert found == expected


def test_what_has_no_method_is_answered_by_method_and_path() -> None:
    mock = MockMiniHQ()
    mock.request("POST", "/experimental").returns({"a": 1}, status=201)
    client = mock.client()

    found = client.request(
        "post", "experimental", cast_to=dict[str, int], body={"b": 2}
    )

    assert found == {"a": 1}
    assert [call.json for call in mock.request("POST", "/experimental").calls] == [
        {"b": 2}
    ]


def test_a_redirect_reaches_the_operation_that_it_leads_to() -> None:
    mock = MockApi(PLAIN_API)
    old, new = _operation("/old"), _operation("/new")
    mock.route(old).answers(307, headers={"location": "/new"})
    mock.route(new).returns("new")

    assert _client(mock).caller.send(old.call()) == "new"


def test_a_redirect_to_where_no_operation_is_stays_with_its_own() -> None:
    mock = MockApi(PLAIN_API)
    operation = StreamOperation[bytes]("GET", "/files/{id}", bytes)
    route = mock.stream_route(operation)
    elsewhere = {"location": "https://files.example/1"}
    route.answers(302, headers=elsewhere).then().streams(b"1")

    found = _client(mock).caller.download(operation.call(path={"id": "1"})).read()

    assert found == b"1"
    assert [call.path for call in route.calls] == ["/files/1", "/1"]


def test_a_request_that_middleware_makes_anew_is_found_by_its_path() -> None:
    def through(request: Request, send: Send) -> Reply:
        return send(Request("GET", request.url, request.operation, request.headers))

    mock = MockMiniHQ()
    mock.leads.get.answers(204)
    client = mock.client().with_options(middleware=[through])

    client.request("GET", "/leads/1", cast_to=type(None))

    assert mock.leads.get.calls[0].path_params == {"lead_id": "1"}


def test_an_operation_that_looks_like_a_token_endpoint_has_its_own_answer() -> None:
    mock = MockApi(PLAIN_API)
    mock.route(_operation("/oauth/token", "POST")).returns("mine")

    found = _client(mock).request("POST", "/oauth/token", cast_to=str)

    assert found == "mine"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("leads.get", r"GET /leads/\{lead_id\}.* mock\.leads\.get\.returns\("),
        ("campaigns.list", r"mock\.campaigns\.list\.returns_pages\("),
        ("streams.rows", r"mock\.streams\.rows\.streams\("),
        ("request", r"GET /else/where.*mock\.request\('GET', '/else/where'\)"),
    ],
)
def test_a_call_without_an_answer_says_how_to_give_it_one(
    name: str, advice: str
) -> None:
    mock = MockMiniHQ()
    client = mock.client()
    calls = {
        "leads.get": lambda: client.leads.get("x"),
        "campaigns.list": lambda: client.campaigns.list().to_list(),
        "streams.rows": client.streams.rows,
        "request": lambda: client.request("GET", "/else/where", cast_to=str),
    }

    with pytest.raises(UnexpectedCallError, match=advice):
        calls[name]()

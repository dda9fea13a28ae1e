from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import requests_parameters
from requests_parameters import Search
from server import text

if TYPE_CHECKING:
    from server import LoopbackServer


def test_every_place_and_style_is_written_as_the_document_says(
    server: LoopbackServer,
) -> None:
    server.on("GET /find/{words}", text("found", "text/plain"))

    with Search(base_url=server.url, api_key="k&1") as client:
        answer = client.find.get(
            ["a/b", "c"],
            ids=[1, 2],
            tags=["x", "y,z"],
            filter={"from": date(2024, 1, 2), "deep": True},
            x_trace="t",
            theme="dark",
        )

    [request] = server.requests
    path, _, query = request.target.partition("?")
    assert answer == "found"
    assert path == "/api/find/a%2Fb,c"
    assert sorted(query.split("&")) == [
        "api-key=k%261",
        "filter%5Bdeep%5D=true",
        "filter%5Bfrom%5D=2024-01-02",
        "ids=1",
        "ids=2",
        "tags=x,y%2Cz",
    ]
    assert (request.headers["x-trace"], request.headers["cookie"]) == (
        "t",
        "theme=dark",
    )


def test_an_answer_without_a_body_is_none(server: LoopbackServer) -> None:
    with Search(base_url=server.url, api_key="k") as client:
        client.find.forget()

    assert server.requests[0].method == "DELETE"


def test_an_error_says_what_the_body_says(server: LoopbackServer) -> None:
    server.on("GET /find/{words}", text('{"message": "no"}', "application/json", 404))

    with (
        Search(base_url=server.url, api_key="k") as client,
        pytest.raises(requests_parameters.NotFoundError, match="404: no"),
    ):
        client.find.get(["a"])

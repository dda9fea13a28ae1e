from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import names_same_parameter_name_in_several_places as client
from twins import in_both

if TYPE_CHECKING:
    from server import LoopbackServer


def test_each_value_goes_to_its_place(server: LoopbackServer) -> None:
    in_both(
        client.SameParameterNameInSeveralPlaces(base_url=server.url),
        client.AsyncSameParameterNameInSeveralPlaces(base_url=server.url),
        lambda it: it.pets.replace(
            "p", name_query="q", name_header="h", name_cookie="c", name_body="b"
        ),
    )

    for request in server.requests:
        assert f"{request.method} {request.target}" == "PUT /pets/p?name=q"
        assert request.headers["name"] == "h"
        assert request.headers["cookie"] == "name=c"
        assert request.json == {"name": "b"}


def test_the_path_keeps_the_plain_name_and_others_tell_their_place() -> None:
    method = client.SameParameterNameInSeveralPlaces().pets.replace

    assert {*inspect.signature(method).parameters} == {
        "name",
        "name_query",
        "name_header",
        "name_cookie",
        "name_body",
        "options",
    }


def test_what_is_left_out_is_not_sent(server: LoopbackServer) -> None:
    in_both(
        client.SameParameterNameInSeveralPlaces(base_url=server.url),
        client.AsyncSameParameterNameInSeveralPlaces(base_url=server.url),
        lambda it: it.pets.replace("p", name_body="b"),
    )

    for request in server.requests:
        assert request.target == "/pets/p"
        assert not {"name", "cookie"} & request.headers.keys()

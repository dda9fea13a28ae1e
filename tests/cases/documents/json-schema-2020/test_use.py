from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING

import pytest
from case import Case
from documents_json_schema_2020 import AsyncJsonSchemaKeywords as AsyncClient
from documents_json_schema_2020 import JsonSchemaKeywords as Client
from documents_json_schema_2020 import types
from generating import client_of
from places import CASES
from sockets import Answer, serving
from twins import in_both

if TYPE_CHECKING:
    from typing import NoReturn

CASE = Case(CASES / "documents" / "json-schema-2020")
BODY = (
    b'{"a":{"v":1},"b":[{"n":1}],"c":{"x-1":"s"},"d":5,"e":"{}","f":null,'
    b'"g":["s",1],"h":3,"i":"x","j":{"p":"1","q":"2"}}'
)


def received() -> types.K:
    answer = Answer(200, BODY, {"Content-Type": "application/json"})
    with serving(answer) as server:
        return in_both(
            Client(base_url=server.url),
            AsyncClient(base_url=server.url),
            lambda client: client.k.get(),
        )


def test_no_member_is_dropped() -> None:
    assert list(types.K.model_fields) == list("abcdefghij")
    assert "error" not in CASE.client.diagnostics


def test_what_stands_beside_a_reference_is_documented() -> None:
    text = CASE.client.files["documents_json_schema_2020/types/k.py"]

    assert "sibling description\n\n    Deprecated." in text


@pytest.mark.filterwarnings("error")
def test_every_keyword_decodes() -> None:
    found = received()

    assert found.a.v == 1
    assert found.b is not None
    assert [item.n for item in found.b] == [1]
    assert found.c == {"x-1": "s"}
    assert (found.d, found.e, found.f, found.g) == (5, "{}", None, ["s", 1])
    assert (found.h, found.i, found.is_set("f")) == (3, "x", True)
    assert found.j is not None
    assert (found.j.p, found.j.q) == ("1", "2")


def test_it_goes_out_as_it_came_in() -> None:
    assert json.loads(received().to_json()) == json.loads(BODY)


def test_an_id_that_is_a_url_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert client_of(CASE.spec, "offline").files

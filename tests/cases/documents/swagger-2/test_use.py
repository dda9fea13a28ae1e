from __future__ import annotations

import email.policy
import json
from email.parser import BytesParser
from typing import TYPE_CHECKING

from case import Case
from documents_swagger_2 import AsyncInput, Input
from places import CASES
from sockets import Answer, serving
from twins import in_both, sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents_swagger_2 import Reply, Request

PET = Answer(200, b'{"name":"n","x":null}', {"Content-Type": "application/json"})


def test_a_call_is_sent_as_swagger_describes_it() -> None:
    with serving(PET) as server:
        pet = in_both(
            Input(base_url=server.url, api_key="K"),
            AsyncInput(base_url=server.url, api_key="K"),
            lambda client: client.pets.create(
                1, tags=["a", "b"], multi=["c", "d"], name="n"
            ),
        )
        seen = sent(server)

    assert seen.line == "POST /pets/1?tags=a,b&multi=c&multi=d HTTP/1.1"
    assert seen.headers["x-key"] == "K"
    assert json.loads(seen.body) == {"name": "n"}
    assert (pet.x, pet.is_set("x")) == (None, True)


def test_host_base_path_and_scheme_are_the_server() -> None:
    urls: list[str] = []

    def asked(request: Request, send: Callable[[Request], Reply]) -> Reply:
        urls.append(request.url)
        return send(request)

    with serving() as server:
        with Input(middleware=[asked], base_url=server.url) as client:
            client.up.create(file=b"x")
        assert urls == [f"{server.url}/up"]

    api = Case(CASES / "documents" / "swagger-2").client.files
    assert '"https://api.example.test/v1"' in api["documents_swagger_2/_client.py"]


def test_a_file_goes_up_beside_a_note() -> None:
    with serving() as server:
        in_both(
            Input(base_url=server.url),
            AsyncInput(base_url=server.url),
            lambda client: client.up.create(file=("f.bin", b"\0"), note="n"),
        )
        seen = sent(server)

    head = f"Content-Type: {seen.headers['content-type']}\r\n\r\n".encode()
    message = BytesParser(policy=email.policy.HTTP).parsebytes(head + seen.body)
    parts = [
        (part.get_param("name", header="content-disposition"), part.get_filename())
        for part in message.iter_parts()
    ]
    assert parts == [("file", "f.bin"), ("note", None)]

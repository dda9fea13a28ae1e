from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx2
import pytest
from openapi_schema_validator import OAS31Validator

from server import Document, Drop, LoopbackServer, Variant, dropped, reply, sample, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CREDENTIAL = {"authorization": "Bearer secret"}


@pytest.fixture(scope="module")
def running(networkhq_document: Path) -> Iterator[LoopbackServer]:
    with LoopbackServer(Document.read(networkhq_document)) as server:
        yield server


@pytest.fixture
def server(running: LoopbackServer) -> LoopbackServer:
    running.reset()
    return running


@pytest.fixture
def client(server: LoopbackServer) -> Iterator[httpx2.Client]:
    with httpx2.Client(
        base_url=server.url, headers=CREDENTIAL, trust_env=False
    ) as client:
        yield client


def test_all_fourteen_operations_are_there(server: LoopbackServer) -> None:
    assert len(server.document.operations) == 14


@pytest.mark.parametrize("variant", list(Variant))
def test_every_sample_is_valid_by_its_own_schema(
    server: LoopbackServer, variant: Variant
) -> None:
    components = server.document.root["components"]
    for operation in server.document.operations:
        for status, response in operation.node["responses"].items():
            if "content" not in response:
                continue
            _, body, media_type = server.sampled(
                operation.id, sample(int(status), variant)
            )
            schema = response["content"][media_type]["schema"]

            found = OAS31Validator({**schema, "components": components}).iter_errors(
                body
            )

            assert list(found) == []


def test_a_valid_request_is_answered_from_the_schema(
    server: LoopbackServer, client: httpx2.Client
) -> None:
    answer = client.get("/campaigns", params={"limit": 5})

    assert (answer.status_code, answer.json()["data"][0]["status"]) == (200, "draft")
    server.assert_clean()


@pytest.mark.parametrize(
    ("method", "target", "body", "complaint"),
    [
        ("GET", "/campaigns?limit=501", None, "501 is greater than the maximum of 500"),
        ("GET", "/campaigns?limit=many", None, "limit"),
        ("GET", "/campaigns?colour=red", None, "undocumented query parameter 'colour'"),
        ("GET", "/campaign", None, "no such operation"),
        (
            "POST",
            "/lead_lists",
            {"lead_lists": [{"name": "x", "colour": 1}]},
            "'colour' was unexpected",
        ),
        ("POST", "/lead_lists", None, "body"),
    ],
)
def test_a_request_that_breaks_the_document_is_refused_and_remembered(
    *,
    server: LoopbackServer,
    client: httpx2.Client,
    method: str,
    target: str,
    body: object,
    complaint: str,
) -> None:
    answer = (
        client.request(method, target, json=body)
        if body
        else client.request(method, target)
    )

    assert answer.status_code == 400
    with pytest.raises(AssertionError, match=complaint):
        server.assert_clean()


def test_a_request_without_its_credential_is_refused(server: LoopbackServer) -> None:
    answer = httpx2.get(server.url + "/campaigns", trust_env=False)

    assert answer.status_code == 400
    assert "ecurity" in answer.text


def test_a_broken_request_may_be_expected(
    server: LoopbackServer, client: httpx2.Client
) -> None:
    server.on("GET /campaigns", sample(accepts_invalid=True))

    assert client.get("/campaigns?limit=0").status_code == 200
    server.assert_clean()
    assert len(server.requests[0].violations) == 1


def test_answers_come_in_turn_and_the_last_repeats(
    server: LoopbackServer, client: httpx2.Client
) -> None:
    server.on(
        "GET /leads/{lead_id}",
        sample(404),
        sample(429, headers={"retry-after": "7"}),
        reply({"data": 1}),
    )

    answers = [client.get("/leads/1") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [404, 429, 200, 200]
    assert answers[1].headers["retry-after"] == "7"


def test_an_answer_may_depend_on_the_request(
    server: LoopbackServer, client: httpx2.Client
) -> None:
    server.on("GET /leads/{lead_id}", lambda request: reply({"was": request.path}))

    assert client.get("/leads/a%2Fb").json() == {"was": "/api/v1/leads/a%2Fb"}


def test_edits_change_one_place(server: LoopbackServer) -> None:
    answer = sample().having("data.0.status", "archived").without("data.0.name")

    _, body, _ = server.sampled("GET /campaigns", answer)

    assert (body["data"][0]["status"], "name" in body["data"][0]) == ("archived", False)


def test_raw_bytes_go_out_as_they_are(
    server: LoopbackServer, client: httpx2.Client
) -> None:
    server.on("GET /campaigns", text("<html>", "text/html"))

    answer = client.get("/campaigns")

    assert (answer.text, answer.headers["content-type"].partition(";")[0]) == (
        "<html>",
        "text/html",
    )


@pytest.mark.parametrize("when", list(Drop))
def test_a_dropped_connection_is_an_error_at_the_other_end(
    server: LoopbackServer, client: httpx2.Client, when: Drop
) -> None:
    server.on("GET /campaigns", dropped(when), sample())

    with pytest.raises(httpx2.RemoteProtocolError):
        client.get("/campaigns")

    assert client.get("/campaigns").status_code == 200


def test_a_path_outside_the_document_can_be_scripted(
    server: LoopbackServer, client: httpx2.Client
) -> None:
    server.on("GET /experimental", reply({"new": True}))

    assert client.get("/experimental").json() == {"new": True}
    server.assert_clean()


def test_the_server_takes_a_yaml_document_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text("""
openapi: 3.0.3
info: {title: Small, version: "1"}
servers: [{url: "https://{host}/v2", variables: {host: {default: x.test}}}]
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        200: {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]
      discriminator: {propertyName: kind, mapping: {dog: "#/components/schemas/Dog"}}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, born: {type: string, format: date}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}, owner: {$ref: "#/components/schemas/Pet"}}}
""")
    with LoopbackServer(Document.read(path)) as server:
        server.on(
            "GET /pets/{id}", sample(), sample(variant=Variant.OTHER).without("owner")
        )

        bodies = [
            json.loads(httpx2.get(server.url + "/pets/1", trust_env=False).content)
            for _ in range(2)
        ]

        server.assert_clean()
    assert bodies == [{"kind": "Cat", "born": "2024-01-02"}, {"kind": "dog"}]

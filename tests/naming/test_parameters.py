from __future__ import annotations

from naming.describing import (
    TEXT,
    api,
    component,
    names_of,
    operation,
    parameter,
    reference,
)
from sdksmith.ir.operations import Place
from sdksmith.ir.types import OperationId

PUT = OperationId("PUT /pets/{name}")


def test_the_path_keeps_a_name_that_several_places_want() -> None:
    places = (Place.COOKIE, Place.HEADER, Place.QUERY, Place.PATH)
    put = operation(
        PUT, parameters=[parameter("name", p) for p in places], body=reference("Pet")
    )

    table, _ = names_of(api(put, component("Pet", "name", "photoUrls")))

    assert {
        (PUT, Place.PATH, "name"): "name",
        (PUT, Place.QUERY, "name"): "name_query",
        (PUT, Place.HEADER, "name"): "name_header",
        (PUT, Place.COOKIE, "name"): "name_cookie",
    } == table.parameters
    assert {(PUT, "name"): "name_body", (PUT, "photoUrls"): "photo_urls"} == (
        table.body_fields
    )


def test_arguments_that_every_method_has_are_left_alone() -> None:
    wire_names = ("self", "options", "body", "from", "lambda", "filter[name]", "X-Id")
    get = operation("GET /pets", parameters=map(parameter, wire_names), body=TEXT)

    table, _ = names_of(api(get))

    assert {
        "self": "self_",
        "options": "options_",
        "body": "body_",
        "from": "from_",
        "lambda": "lambda_",
        "filter[name]": "filter_name",
        "X-Id": "x_id",
    } == {wire_name: name for (_, _, wire_name), name in table.parameters.items()}


def test_a_field_may_be_called_body() -> None:
    post = operation("POST /comments", body=reference("Comment"))

    table, _ = names_of(api(post, component("Comment", "body")))

    assert {(post.id, "body"): "body"} == table.body_fields


def test_inherited_fields_of_a_body_are_arguments_too() -> None:
    post = operation("POST /comments", body=reference("Comment"))
    parts = [component("Text", "text"), component("Comment", "at", parents=["Text"])]

    table, _ = names_of(api(post, *parts))

    assert {(post.id, "text"): "text", (post.id, "at"): "at"} == table.body_fields

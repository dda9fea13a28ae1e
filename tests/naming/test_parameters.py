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


def test_fields_that_differ_by_case_or_symbols_are_called_as_the_attributes_are() -> (
    None
):
    fields = ("foo_bar", "fooBar", "FooBar", "foo-bar", "FOO_BAR")
    post = operation("POST /things", body=reference("Thing"))
    thing = component("Thing", *fields)

    table, _ = names_of(api(post, thing))

    arguments = {name: table.body_fields[post.id, name] for name in fields}
    assert arguments == {name: table.members[thing.id, name] for name in fields}
    assert arguments["foo_bar"] == "foo_bar"
    assert arguments["fooBar"] == "foo_bar_camel"


def test_parameters_of_one_place_are_told_apart_before_their_place_is() -> None:
    names = ("pet_id", "petId", "pet.id")
    get = operation(
        "GET /pets/{petId}",
        parameters=[
            parameter("petId", Place.PATH),
            *(parameter(name) for name in names),
        ],
    )

    table, _ = names_of(api(get))

    assert {
        (get.id, Place.PATH, "petId"): "pet_id",
        (get.id, Place.QUERY, "pet_id"): "pet_id_query",
        (get.id, Place.QUERY, "petId"): "pet_id_camel",
        (get.id, Place.QUERY, "pet.id"): "pet_dot_id",
    } == table.parameters

"""Where schemas are declared, and in which order."""

from __future__ import annotations

import itertools
from dataclasses import replace

import apis

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.schemas import AliasSchema, Discriminator
from sdksmith.ir.types import ListOf
from sdksmith.python.blueprint import Blueprint, blueprint
from sdksmith.python.reach import uses

PETS = apis.getting("/pets", apis.ref("Pet"))
TOYS = apis.getting("/toys", apis.ref("Toy"))
SCHEMAS = (
    apis.an_object("Pet", name=apis.STRING, owner=apis.ref("Owner")),
    apis.an_object("Toy", owner=apis.ref("Owner")),
    apis.an_object("Owner", city=apis.ref("City")),
    apis.an_object("City"),
    apis.an_object("Lonely", pet=apis.ref("Pet")),
)


def drawn(api: Api) -> Blueprint:
    return blueprint(api, apis.named(api), "spec.yaml", Diagnostics())


def short(blueprint: Blueprint) -> dict[str, list[str]]:
    return {
        module: [blueprint.names.schemas[schema] for schema in schemas]
        for module, schemas in blueprint.modules.contents.items()
    }


def test_a_schema_lives_with_the_one_resource_that_uses_it_or_is_shared() -> None:
    found = short(drawn(apis.an_api(PETS, TOYS, schemas=SCHEMAS)))

    assert found == {
        "pets": ["Pet"],
        "shared": ["City", "Owner"],
        "toys": ["Toy"],
        "unused": ["Lonely"],
    }


def test_what_stands_in_a_schema_that_nobody_mentions_is_declared() -> None:
    inner = apis.an_object("Lonely/properties/home")
    outer = apis.an_object("Lonely", home=apis.ref("Lonely/properties/home"))

    found = drawn(apis.an_api(PETS, schemas=(*SCHEMAS, inner, outer)))

    assert found.modules.module_of[inner.id] == "unused"


def test_the_order_of_components_does_not_matter() -> None:
    orders = list(itertools.permutations(SCHEMAS))

    found = {
        str(short(drawn(apis.an_api(PETS, TOYS, schemas=order)))) for order in orders
    }

    assert len(found) == 1


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    circle = (
        apis.an_object("Pet", toy=apis.ref("Toy")),
        apis.an_object("Toy", pet=apis.ref("Pet")),
    )

    found = drawn(apis.an_api(PETS, TOYS, schemas=circle))

    edges = {
        (found.modules.module_of[schema.id], found.modules.module_of[target])
        for schema in circle
        for target in uses(schema)
    }
    assert edges == {("shared", "shared")}


def test_a_parent_is_declared_before_its_children_even_in_a_circle() -> None:
    parent = replace(
        apis.an_object("Zoo", kind=apis.STRING, first=apis.ref("Ape")),
        discriminator=Discriminator("kind", (("ape", apis.component("Ape")),)),
    )
    child = apis.an_object("Ape", "Zoo", home=apis.ref("Zoo"))
    operation = apis.getting("/zoos", apis.ref("Zoo"))

    found = short(drawn(apis.an_api(operation, schemas=(child, parent))))

    assert found == {"zoos": ["Zoo", "Ape"]}


def test_an_alias_that_leads_back_to_itself_is_recursive() -> None:
    tree = AliasSchema(
        apis.component("Tree"), apis.hint("Tree"), ListOf(apis.ref("Tree"))
    )
    plain = AliasSchema(apis.component("Plain"), apis.hint("Plain"), apis.STRING)
    operation = apis.getting("/trees", apis.ref("Tree"))

    found = drawn(apis.an_api(operation, schemas=(tree, plain)))

    assert found.modules.recursive == {tree.id}

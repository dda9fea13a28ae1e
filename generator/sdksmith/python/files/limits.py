"""Plans `testing/limits.json`: what the document says of values beyond their types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.operations import Content, Response
from sdksmith.ir.schemas import ObjectSchema, TypedExtra
from sdksmith.ir.types import SchemaId
from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Plain
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.exact.finding import Found, is_answered, values_found
from sdksmith.python.files.route_names import route_path
from sdksmith.python.inheritance import lineage
from sdksmith.python.objects import object_of, received, sent
from sdksmith.python.plan import PlannedFile
from sdksmith.python.recipes import Recipe, Recipes, chosen
from sdksmith.python.shown import (
    Examples,
    Shown,
    body_shown,
    examples_of_bodies,
    json_of,
)
from sdksmith.python.tree import resource_tree
from sdksmith.python.validity import Validity
from sdksmith.python.views.testing import LimitsView


def plan_limits(
    blueprint: Blueprint, canonical: Mapping[str, object]
) -> Iterator[PlannedFile]:
    """The table that the factories read; none where types say everything."""
    found = values_found(blueprint, canonical)
    recipes = Recipes(blueprint, found.keys())
    table = _Table(
        blueprint,
        recipes,
        found,
        examples_of_bodies(blueprint.api, blueprint.schemas),
        frozenset(_parents(blueprint)),
    )
    entries = {
        blueprint.name(schema): entry
        for schema in blueprint.modules.module_of
        if (entry := table.of(schema))
    } | dict(_answers(recipes))
    if not entries:
        return
    lines = [f"{_json(name)}: {_json(entries[name])}" for name in sorted(entries)]
    view = LimitsView(",\n".join(lines))
    path = f"{blueprint.names.client.package}/testing/limits.json"
    yield PlannedFile(path, "package/testing/limits.json.jinja", view)


def _answers(recipes: Recipes) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The entries of answers that are no objects, by route and status."""
    validity = Validity(recipes.blueprint.schemas)
    for name, answer in _plain_answers(recipes.blueprint):
        for response in answer.responses:
            content = json_of(response)
            entry = content and _answer(response, content, recipes, validity)
            if entry:
                status = 200 if response.status.is_default else response.status.low
                yield f"{name} {status}", entry


def _plain_answers(blueprint: Blueprint) -> Iterator[tuple[str, Plain]]:
    """The answers that come whole, by the names of their routes."""
    for top in resource_tree(blueprint, Annotations(blueprint)):
        for resource in top.with_descendants():
            for method in resource.methods:
                if isinstance(method.answer, Plain):
                    path = route_path(resource.path)
                    yield ".".join((*path, method.name)), method.answer


def _answer(
    response: Response, content: Content, recipes: Recipes, validity: Validity
) -> Mapping[str, object]:
    if object_of(content.type, recipes.blueprint.schemas) is not None:
        return {}
    recipe, whole = recipes.of(content.type), body_shown(response, content, validity)
    if recipe is not None and response.unwrapped:
        recipe = {"kind": "enveloped", "name": response.unwrapped, "value": recipe}
    return _told(recipe=recipe, whole=None if whole is None else whole.value)


def _parents(blueprint: Blueprint) -> Iterator[SchemaId]:
    for schema in blueprint.schemas.values():
        if isinstance(schema, ObjectSchema):
            yield from schema.parents


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Table:
    blueprint: Blueprint
    recipes: Recipes
    found: Found
    of_bodies: Examples
    parents: frozenset[SchemaId]

    def of(self, target: SchemaId) -> Mapping[str, object]:
        """The entry of a schema; empty where there is nothing to say."""
        schema = self.blueprint.schemas[target]
        if isinstance(schema, ObjectSchema):
            return self._object(schema)
        if target in self.found:
            return _told(recipe=chosen([each.value for each in self.found[target]]))
        if target in self.blueprint.modules.recursive:
            return _told(recipe=self.recipes.of_alias(target))
        return {}

    def _object(self, schema: ObjectSchema) -> Mapping[str, object]:
        in_answers = is_answered(schema.id, self.blueprint)
        side = received if in_answers else sent
        shown = Shown(
            Validity(self.blueprint.schemas, in_requests=not in_answers), self.of_bodies
        )
        own = side(lineage(schema, self.blueprint.schemas).own)
        fields = {
            member.field.wire_name: recipe
            for member in own
            if (recipe := self.recipes.of(member.field.type)) is not None
        }
        whole = shown.of_object(schema)
        examples = {
            member.field.wire_name: example.value
            for member in own
            if whole is None or schema.id in self.parents
            if (example := shown.of_field(member.field)) is not None
        }
        return _told(
            wholes=[each.value for each in self.found.get(schema.id, ())],
            fields=fields,
            examples=examples,
            whole=None if whole is None else whole.value,
            least=schema.min_members,
            recipe=self._extra(schema),
        )

    def _extra(self, schema: ObjectSchema) -> Recipe | None:
        """The recipe of further members, where some are asked for."""
        if not schema.min_members or not isinstance(schema.extra, TypedExtra):
            return None
        return self.recipes.written(schema.extra.type)


def _told(**facts: object) -> Mapping[str, object]:
    return {name: fact for name, fact in facts.items() if fact}

"""Finds the values of all schemas of a client that types do not describe in full."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.types import Json, SchemaId
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.exact.values import ExactValues
from sdksmith.python.validity import Validity

Found = Mapping[SchemaId, tuple[Json, ...]]


def values_found(blueprint: Blueprint, canonical: Mapping[str, object]) -> Found:
    """Values by schema, of those for which types are not enough."""
    sides = {
        in_answers: ExactValues(
            canonical, Validity(blueprint.schemas, in_requests=not in_answers)
        )
        for in_answers in (True, False)
    }
    found: dict[SchemaId, tuple[Json, ...]] = {}
    for target in blueprint.modules.module_of:
        values = sides[is_answered(target, blueprint)].of(blueprint.schemas[target])
        if values:
            found[target] = values
    return found


def is_answered(target: SchemaId, blueprint: Blueprint) -> bool:
    """Whether values of a schema are made as answers, and not as what is sent."""
    reach = blueprint.reach
    return reach.is_received(target) or not reach.is_sent(target)

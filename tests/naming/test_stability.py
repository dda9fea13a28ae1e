"""Names do not move, whatever else stands in the document."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from naming.describing import (
    api,
    component,
    inline_enum,
    names_of,
    operation,
    parameter,
    reference,
)
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.operations import Operation
from sdksmith.ir.schemas import Schema
from sdksmith.ir.selecting.select import Selection, select
from sdksmith.naming.published import names_to_lock, published_names
from sdksmith.naming.restricting import restrict
from sdksmith.naming.rules import NamingRules

WORDS = ("pet", "Pet", "pets", "toy", "Toys", "user", "status", "getItem", "a-b", "v1")
UNRELATED = ("quark", "Quarks", "boson", "xenon", "neutrinoMass", "list_bosons")
ENTRIES = (
    "tag:pet*",
    "tag:Toys",
    "/pet/**",
    "GET /**",
    "get*",
    "#/components/schemas/pet",
    "#/components/schemas/Pet/properties/status",
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

Part = Operation | Schema


def _paths(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    segment = st.sampled_from([*words, *(f"{{{word}_id}}" for word in words)])
    return st.lists(segment, min_size=1, max_size=4).map(lambda s: "/" + "/".join(s))


def _operations(words: tuple[str, ...]) -> st.SearchStrategy[Part]:
    return st.builds(
        lambda method, path, operation_id, tags, wire_names: operation(
            f"{method} {path}",
            operation_id,
            *tags,
            parameters=[parameter(name) for name in dict.fromkeys(wire_names)],
            body=reference(words[1]),
        ),
        st.sampled_from(METHODS),
        _paths(words),
        st.none() | st.sampled_from(words),
        st.lists(st.sampled_from(words), max_size=2),
        st.lists(st.sampled_from(words), max_size=3),
    )


def _schemas(words: tuple[str, ...]) -> st.SearchStrategy[tuple[Part, ...]]:
    return st.builds(
        lambda name, wire_names: (
            component(name, *dict.fromkeys(wire_names)),
            *(inline_enum(name, wire, "x") for wire in dict.fromkeys(wire_names)),
        ),
        st.sampled_from(words),
        st.lists(st.sampled_from(words), max_size=3),
    )


def parts(words: tuple[str, ...]) -> st.SearchStrategy[list[Part]]:
    """Operations and schemas whose names are made of few words, so that they clash."""
    return st.builds(
        lambda operations, schemas: list(
            {
                part.id: part
                for part in (*operations, *(s for g in schemas for s in g))
            }.values()
        ),
        st.lists(_operations(words), max_size=8),
        st.lists(_schemas(words), max_size=5),
    )


def _lock(described: Api, rules: NamingRules | None = None) -> dict[str, str]:
    table, _ = names_of(described, rules)
    return dict(names_to_lock(table))


@given(parts(WORDS), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_document_does_not_matter(
    described: list[Part], shuffle: random.Random
) -> None:
    shuffled = described.copy()
    shuffle.shuffle(shuffled)

    assert _lock(api(*described)) == _lock(api(*shuffled))


@given(parts(WORDS), parts(UNRELATED))
@settings(max_examples=150, deadline=None)
def test_unrelated_parts_rename_nothing(
    described: list[Part], unrelated: list[Part]
) -> None:
    before = _lock(api(*described))

    after = _lock(api(*described, *unrelated))

    assert before.items() <= after.items()


@given(parts(WORDS), parts(WORDS))
@settings(max_examples=150, deadline=None)
def test_related_parts_rename_nothing_that_was_published(
    old: list[Part], new: list[Part]
) -> None:
    kept = {part.id: part for part in old}
    added = [part for part in new if part.id not in kept]
    before = _lock(api(*old))

    after = _lock(api(*old, *added), NamingRules(published=published_names(before)))

    assert before.items() <= after.items()


@given(parts(WORDS))
@settings(max_examples=150, deadline=None)
def test_names_differ_where_they_must(described: list[Part]) -> None:
    table, _ = names_of(api(*described))

    methods = [(n.resource, n.method.casefold()) for n in table.operations.values()]
    classes = [name.casefold() for name in table.schemas.values()]
    places = {(r[:-1], r[-1].casefold()) for r in table.resources}
    assert len(set(methods)) == len(methods)
    assert len(set(classes)) == len(classes)
    assert len(places) == len(table.resources)
    assert places.isdisjoint(methods)
    assert {*table.resources.values()}.isdisjoint(table.schemas.values())


@given(parts(WORDS), st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_a_subset_renames_nothing(described: list[Part], entries: list[str]) -> None:
    whole = api(*described)
    table, _ = names_of(whole)
    left = select(whole, Selection(exclude=tuple(entries)), Diagnostics())

    part = restrict(table, left)

    assert names_to_lock(part).items() <= names_to_lock(table).items()
    assert part.operations.keys() == {operation.id for operation in left.operations}
    assert part.schemas.keys() == {schema.id for schema in left.schemas}


@given(parts(WORDS))
@settings(max_examples=50, deadline=None)
def test_the_title_renames_nothing_in_the_api(described: list[Part]) -> None:
    before = api(*described, title="Boson API")
    after = replace(before, title="Quark API")

    changed = _lock(before).items() ^ _lock(after).items()

    assert {"client", "package"} == {key for key, _ in changed}

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from naming.describing import api, names_of, operation
from sdksmith.ir.api import Webhook
from sdksmith.ir.operations import Content, Encoding, RequestBody
from sdksmith.ir.types import (
    OperationId,
    Primitive,
    PrimitiveKind,
    Type,
    Unknown,
)
from sdksmith.naming.published import names_to_lock, published_names
from sdksmith.naming.rules import NamingRules

if TYPE_CHECKING:
    from sdksmith.ir.api import Api

ANYTHING = Unknown()
TEXT = Primitive(PrimitiveKind.STRING)
MADE = operation("POST /pets", "makePet", "pets")
KEPT = operation("POST /pets/keep", "keepPet", "pets")


def hook(name: str, brought: Type | None = ANYTHING, caller: str = "") -> Webhook:
    at = f"callback:{caller}:{name} {{$url}}" if caller else f"webhook:{name}"
    contents = (Content("application/json", Encoding.JSON, brought or ANYTHING),)
    sent = replace(
        MADE,
        id=OperationId(f"POST {at}"),
        hint=None,
        path="{$url}" if caller else name,
        body=RequestBody(contents, required=True) if brought else None,
    )
    return Webhook(name, sent, OperationId(caller) if caller else None)


def apis(*hooks: Webhook) -> Api:
    return replace(api(MADE, KEPT), webhooks=hooks)


def functions(*hooks: Webhook, rules: NamingRules | None = None) -> list[str]:
    table, _ = names_of(apis(*hooks), rules or NamingRules())
    return list(table.webhooks.values())


def test_a_webhook_is_called_by_its_key() -> None:
    found = functions(hook("newPet"), hook("pet.sold"), hook("pet/gone-away"))

    assert sorted(found) == ["parse_new_pet", "parse_pet_gone_away", "parse_pet_sold"]


def test_one_that_brings_nothing_has_no_function() -> None:
    assert functions(hook("ping", None)) == []


def test_callbacks_that_bring_the_same_share_a_function() -> None:
    found = functions(
        hook("done", caller="POST /pets"), hook("done", caller="POST /pets/keep")
    )

    assert found == ["parse_done", "parse_done"]


def test_others_are_called_after_what_they_follow() -> None:
    found = functions(
        hook("done", caller="POST /pets"), hook("done", TEXT, "POST /pets/keep")
    )

    assert found == ["parse_done", "parse_pets_keep_pet_done"]


def test_a_function_can_be_renamed() -> None:
    rules = NamingRules(renames={"POST webhook:newPet": "read_pet"})

    assert functions(hook("newPet"), rules=rules) == ["read_pet"]


def test_a_published_function_keeps_its_name_when_another_wants_it() -> None:
    first, other = hook("done", caller="POST /pets/keep"), hook("done", TEXT)
    table, _ = names_of(apis(first), NamingRules())
    rules = NamingRules(published=published_names(names_to_lock(table)))

    assert functions(other, first, rules=rules) == ["parse_done_post", "parse_done"]

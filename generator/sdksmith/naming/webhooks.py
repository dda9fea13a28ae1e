"""The functions that read what the API sends: `parse_new_pet`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from sdksmith.ir.api import Api, Webhook
from sdksmith.ir.operations import Encoding
from sdksmith.ir.types import OperationId, Type
from sdksmith.naming.published import webhook_key
from sdksmith.naming.register import Register, Scope, settle
from sdksmith.naming.subjects import Subject
from sdksmith.naming.table import MethodName
from sdksmith.naming.words import (
    identifier,
    snake_case,
    spelled_out,
    split_words,
    told_words,
)

PARSE = "parse_"
EVENT = "event"
"""What the function for all webhooks is called after `parse_`."""

_Same: TypeAlias = tuple[str, tuple[tuple[Encoding, Type], ...]]


def assign_webhooks(
    api: Api, methods: Mapping[OperationId, MethodName], register: Register
) -> Mapping[OperationId, str]:
    """Name a function for each body that is sent; webhooks choose before callbacks.

    Those of the same name that bring the same share a function.
    """
    bringing = [hook for hook in api.webhooks if _bodies(hook)]
    ranked = sorted(bringing, key=_rank)
    first: dict[_Same, Webhook] = {}
    for hook in ranked:
        first.setdefault(_same(hook), hook)
    scope = Scope(register)
    if api.event is not None:
        scope.namespace.take(f"{PARSE}{EVENT}")
    found = _named(first.values(), methods, scope)
    return {
        hook.operation.id: found[first[_same(hook)].operation.id] for hook in ranked
    }


def _named(
    hooks: Iterable[Webhook], methods: Mapping[OperationId, MethodName], scope: Scope
) -> dict[OperationId, str]:
    listed = list(hooks)
    found = settle((each.operation.id, _subject(each), scope) for each in listed)
    for hook in listed:
        if hook.operation.id not in found:
            candidates = (f"{PARSE}{name}" for name in _candidates(hook, methods))
            name = scope.claim(_subject(hook), candidates)
            found[hook.operation.id] = name
    return found


def _rank(hook: Webhook) -> tuple[bool, int, bool, str]:
    """Callbacks of operations nearer to the root choose first."""
    operation, way = hook.operation, (hook.caller or "").count("/")
    return (hook.caller is not None, way, operation.method != "POST", operation.id)


def _same(hook: Webhook) -> _Same:
    return (hook.name, tuple(_bodies(hook)))


def _bodies(hook: Webhook) -> list[tuple[Encoding, Type]]:
    body = hook.operation.body
    return [(each.encoding, each.type) for each in body.contents] if body else []


def _subject(hook: Webhook) -> Subject:
    operation = hook.operation
    said = (" ".join(operation.hint.words),) if operation.hint else ()
    aliases = (operation.id, f"#{operation.origin.pointer}", *said)
    return Subject(webhook_key(operation.id), aliases, operation.origin)


def _candidates(
    hook: Webhook, methods: Mapping[OperationId, MethodName]
) -> Iterator[str]:
    """The name, then with the operation that is followed, then with all else known."""
    operation = hook.operation
    plain = identifier(told_words(hook.name), "webhook")
    whole = plain
    yield plain
    if hook.caller is not None:
        caller = methods[hook.caller]
        whole = "_".join((*caller.resource, caller.method.rstrip("_"), plain))
        yield whole
        expression = identifier(told_words(operation.path), "at")
        yield f"{whole}_{expression}"
    yield f"{whole}_{snake_case(split_words(operation.method))}"
    yield identifier(spelled_out(hook.name), "webhook")

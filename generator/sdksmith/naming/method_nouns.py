"""What an operation is called where a class is named after it: `LeadCreate`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sdksmith.ir.api import Api
from sdksmith.ir.types import OperationId
from sdksmith.naming.plurals import last_singular
from sdksmith.naming.proposals import DEFAULT_GROUP
from sdksmith.naming.routes import Words
from sdksmith.naming.table import MethodName
from sdksmith.naming.words import split_words


def operation_prefixes(
    api: Api, methods: Mapping[OperationId, MethodName]
) -> Mapping[OperationId, tuple[Words, ...]]:
    """The name of every operation and webhook as words, shortest first."""
    found = {
        webhook.operation.id: (split_words(webhook.name),) for webhook in api.webhooks
    }
    return found | {op: tuple(_prefixes(name)) for op, name in methods.items()}


def _prefixes(name: MethodName) -> Iterator[Words]:
    """Noun and verb: lead, create; then lead, list, lead, create.

    Getting is what one expects, so that verb is said only at need.
    """
    verb = split_words(name.method)
    told = verb[1:] if verb[:1] == ("get",) else verb
    levels = [last_singular(split_words(part)) for part in name.resource]
    if name.resource == (DEFAULT_GROUP,):
        levels = []
    last = levels[-1] if levels else ()
    whole = tuple(word for level in levels for word in level)
    for noun in (last, whole):
        yield noun + told
        yield noun + verb

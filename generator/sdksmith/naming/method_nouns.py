"""What an operation is called where a class is named after it: `LeadCreate`."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.naming.plurals import last_singular
from sdksmith.naming.proposals import DEFAULT_GROUP
from sdksmith.naming.routes import Words
from sdksmith.naming.table import MethodName
from sdksmith.naming.words import split_words

_READING = frozenset({"get", "list"})


def method_prefixes(name: MethodName) -> Iterator[Words]:
    """Noun and verb, shortest first: lead, create; then lead, list, lead, create.

    Getting and listing is what one expects, so these verbs are said only at need.
    """
    verb = split_words(name.method)
    told = verb[1:] if verb[:1] and verb[0] in _READING else verb
    levels = [last_singular(split_words(part)) for part in name.resource]
    if name.resource == (DEFAULT_GROUP,):
        levels = []
    last = levels[-1] if levels else ()
    whole = tuple(word for level in levels for word in level)
    for noun in (last, whole):
        yield noun + told
        yield noun + verb

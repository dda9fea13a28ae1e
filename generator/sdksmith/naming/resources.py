"""The class of every resource."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sdksmith.naming.casing import Casing
from sdksmith.naming.plurals import last_singular
from sdksmith.naming.published import class_key
from sdksmith.naming.register import Scope
from sdksmith.naming.subjects import Subject
from sdksmith.naming.words import split_words

Resource = tuple[str, ...]


def resource_classes(
    resources: Iterable[Resource],
    settled: Mapping[Resource, str],
    casing: Casing,
    scope: Scope,
) -> Mapping[Resource, str]:
    """Name each resource's class after the way to it: `LeadListLeads`.

    `scope` holds the names of the schemas already, which these must not take.
    """
    found = dict(settled)
    for resource in resources:
        if resource not in found:
            subject = class_subject(resource)
            candidates = _candidates(resource, casing)
            found[resource] = scope.claim(subject, candidates, "", gives_way=True)
    return {resource: found[resource] for resource in resources}


def class_subject(resource: Resource) -> Subject:
    """What the config and the lock call the class of a resource."""
    return Subject(class_key(resource))


def _candidates(resource: Resource, casing: Casing) -> tuple[str, ...]:
    *before, last = (split_words(name) for name in resource)
    words = tuple(word for level in before for word in last_singular(level))
    name = casing.pascal(words + last)
    whole = casing.pascal(word for part in resource for word in split_words(part))
    return name, f"{name}Resource", f"{whole}Resource"

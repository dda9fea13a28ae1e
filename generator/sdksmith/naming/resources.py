"""The class of every resource."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sdksmith.naming.casing import Casing
from sdksmith.naming.plurals import last_singular
from sdksmith.naming.published import class_key
from sdksmith.naming.register import Scope, Subject
from sdksmith.naming.words import split_words

Resource = tuple[str, ...]


def assign_classes(
    resources: Iterable[Resource], casing: Casing, scope: Scope
) -> Mapping[Resource, str]:
    """Name each resource's class after the way to it: `LeadListLeads`.

    `scope` holds the names of the schemas already, which these must not take.
    """
    ordered = sorted(resources, key=lambda resource: (len(resource), resource))
    found: dict[Resource, str] = {}
    for choose in (scope.wish, scope.keep):
        for resource in ordered:
            if resource not in found and (name := choose(_subject(resource))):
                found[resource] = name
    for resource in ordered:
        if resource not in found:
            candidates = _candidates(resource, casing)
            found[resource] = scope.claim(
                _subject(resource), candidates, "", tell=False
            )
    return {resource: found[resource] for resource in ordered}


def _subject(resource: Resource) -> Subject:
    return Subject(class_key(resource))


def _candidates(resource: Resource, casing: Casing) -> tuple[str, ...]:
    *before, last = (split_words(name) for name in resource)
    words = tuple(word for level in before for word in last_singular(level))
    name = casing.pascal(words + last)
    whole = casing.pascal(word for part in resource for word in split_words(part))
    return name, f"{name}Resource", f"{whole}Resource"

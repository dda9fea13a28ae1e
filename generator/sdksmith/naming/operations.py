"""The method of every operation, and the tree of resources they hang on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Operation
from sdksmith.ir.types import OperationId
from sdksmith.naming.proposals import Proposal, propose, tagged_resources
from sdksmith.naming.published import operation_key, resource_key
from sdksmith.naming.register import LOCK, Register, Scope
from sdksmith.naming.renames import Wish
from sdksmith.naming.reserved import CLIENT, METHODS, avoid
from sdksmith.naming.subjects import Subject
from sdksmith.naming.table import MethodName

Resource = tuple[str, ...]
Tags = Mapping[Resource, tuple[str, ...]]
Proposals = Mapping[OperationId, Proposal]


def assign_operations(api: Api, register: Register) -> Mapping[OperationId, MethodName]:
    """Give every operation its place in the client.

    What the config says comes first, then what was published, then the others by
    rank, so that the order of the document does not matter.
    """
    schemas = schemas_by_id(api)
    ranked = sorted(api.operations, key=_rank)
    proposals = {op.id: propose(op, schemas) for op in ranked}
    tree = _Tree(register, _tags(ranked, proposals))
    for stage in _Stage:
        for operation in ranked:
            if operation.id not in tree.names:
                tree.settle(operation, proposals[operation.id], stage)
    left = [op for op in ranked if op.id not in tree.names]
    left.sort(key=lambda op: proposals[op.id].in_bulk)
    tree.grow(_prefixes(proposals[op.id].resource for op in left))
    for operation in left:
        tree.claim(operation, proposals[operation.id])
    return tree.names


def _rank(operation: Operation) -> tuple[int, int, str]:
    """Operations nearer to the root, with fewer parameters, choose first."""
    path = operation.path
    return (path.count("/"), path.count("{"), operation.id)


def _prefixes(resources: Iterable[Resource]) -> list[Resource]:
    found = {r[:size] for r in resources for size in range(1, len(r) + 1)}
    return sorted(found, key=lambda resource: (len(resource), resource))


def _subject(operation: Operation) -> Subject:
    said = (" ".join(operation.hint.words),) if operation.hint else ()
    aliases = (operation.id, f"#{operation.origin.pointer}", *said)
    return Subject(operation_key(operation.id), aliases, operation.origin)


def _resource_subject(resource: Resource, tags: Tags) -> Subject:
    """A resource is known by its tag, as the document spells it or as Python does."""
    aliases = (f"tag {resource[0]}",) if len(resource) == 1 else ()
    spelled = tuple(
        f"tag{sign}{tag}" for tag in tags.get(resource, ()) for sign in ": "
    )
    return Subject(resource_key(resource), (*aliases, *spelled))


def _tags(operations: Iterable[Operation], proposals: Proposals) -> Tags:
    """The tags that resources are called after."""
    found: dict[Resource, dict[str, None]] = {}
    for operation in operations:
        named = proposals[operation.id].resource
        for resource, tag in tagged_resources(operation):
            if resource and resource == named[: len(resource)]:
                found.setdefault(resource, {})[tag] = None
    return {resource: tuple(tags) for resource, tags in found.items()}


class _Stage(Enum):
    """Who decides on names, in this order; candidates come after all of them."""

    WISHED = "wished"
    WISHED_ELSEWHERE = "wished for another tool"
    PUBLISHED = "published"


@dataclass(slots=True)
class _Tree:
    """The resources so far; `places` leads from proposed ones to final ones."""

    register: Register
    tags: Tags
    names: dict[OperationId, MethodName] = field(default_factory=dict)
    places: dict[Resource, Resource] = field(default_factory=lambda: {(): ()})
    scopes: dict[Resource, Scope] = field(default_factory=dict)

    def settle(self, operation: Operation, proposal: Proposal, stage: _Stage) -> None:
        """Name an operation as the config wishes, or as it was published."""
        subject = _subject(operation)
        wish = self._settled_name(subject, stage)
        if wish is None:
            return
        *parts, method = wish.name.split(".")
        resource = tuple(parts)
        if not parts or (
            stage is _Stage.PUBLISHED and self._is_moved(proposal.resource)
        ):
            self.grow(_prefixes([proposal.resource]))
            resource = self.places[proposal.resource]
        scope = self._scope(resource)
        if not self._open(resource):
            return
        if stage is _Stage.PUBLISHED:
            taken = scope.take_exactly(method)
        else:
            taken = scope.take_wish(subject, replace(wish, name=method))
        if taken is not None:
            self.names[operation.id] = MethodName(resource, taken)
            self.register.sources[subject.key] = wish.source

    def _settled_name(self, subject: Subject, stage: _Stage) -> Wish | None:
        if stage is not _Stage.PUBLISHED:
            wish = self.register.wish(subject)
            return wish if wish and wish.exact is (stage is _Stage.WISHED) else None
        name = self.register.published.find(subject.key)
        return Wish(name, LOCK) if name and "." in name else None

    def _is_moved(self, resource: Resource) -> bool:
        """Whether the config renames this resource or one that it is in."""
        subjects = (_resource_subject(r, self.tags) for r in _prefixes([resource]))
        return any(self.register.wish(subject) for subject in subjects)

    def _open(self, resource: Resource) -> bool:
        """Make an exact resource, as a name in the config or the lock says."""
        for size in range(1, len(resource) + 1):
            exact = resource[:size]
            if exact in self.places.values():
                continue
            if self._scope(exact[:-1]).take_exactly(exact[-1]) is None:
                return False
            self.places[exact] = exact
        return True

    def grow(self, resources: Iterable[Resource]) -> None:
        """Place resources within their parents, which come before them."""
        for resource in resources:
            if resource in self.places:
                continue
            parent = self.places[resource[:-1]]
            scope = self._scope(parent)
            subject = _resource_subject(resource, self.tags)
            name = scope.wish(subject)
            if name is None:
                plain = avoid(resource[-1], scope.reserved)
                name = scope.claim(subject, (plain, f"{resource[-1]}_resource"))
            self.places[resource] = (*parent, name)

    def claim(self, operation: Operation, proposal: Proposal) -> None:
        """Name an operation by the best of its candidates that is free."""
        resource = self.places[proposal.resource]
        scope = self._scope(resource)
        candidates = (avoid(name, METHODS) for name in proposal.methods)
        name = scope.claim(_subject(operation), candidates)
        self.names[operation.id] = MethodName(resource, name)

    def _scope(self, resource: Resource) -> Scope:
        reserved = METHODS if resource else CLIENT
        return self.scopes.setdefault(resource, Scope(self.register, reserved))


def resources_of(names: Iterable[MethodName]) -> Iterator[Resource]:
    """Every resource that the methods need, parents before what is in them."""
    yield from _prefixes(name.resource for name in names)

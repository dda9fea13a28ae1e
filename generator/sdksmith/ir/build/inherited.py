"""What an object gets from the schemas it refers to in `allOf`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sdksmith.ir.inheritance import ancestors, effective_fields
from sdksmith.ir.schemas import (
    NO_DOC,
    ClosedExtra,
    Extra,
    Field,
    ObjectSchema,
    Presence,
    Schema,
)
from sdksmith.ir.types import SchemaId


@dataclass(frozen=True, slots=True)
class Inherited:
    """The parents worth naming, their fields, and whether they can be parents at all.

    `is_polymorphic`: a discriminator stands on one of them, so that a child must
    stay a child. `agree`: no two of them say different things about one member.
    """

    parents: tuple[SchemaId, ...]
    fields: Mapping[str, Field]
    is_polymorphic: bool
    agree: bool
    extra: Extra | None
    disputed: Mapping[str, tuple[Field, ...]]
    """Members of which parents say different things, with all that is said."""

    def changed(self, own: Field, *, says_type: bool) -> Field | None:
        """The own field where it adds to the inherited one; None where it does not."""
        known = self.fields.get(own.wire_name)
        if known is None:
            return own
        if not says_type:
            own = replace(own, type=known.type)
        if own.doc == NO_DOC:
            own = replace(own, doc=known.doc)
        if known.presence is Presence.REQUIRED:
            own = replace(own, presence=Presence.REQUIRED)
        same = (known.type, known.presence, known.direction) == (
            own.type,
            own.presence,
            own.direction,
        )
        return None if same and own.default in (None, known.default) else own

    def must_flatten(self, own: Mapping[str, Field]) -> bool:
        """Whether the object repeats all fields, because it is no subtype to build on.

        A member whose type or presence changes cannot be inherited by a typed class.
        """
        if not self.agree:
            return True
        return not self.is_polymorphic and not self.fields.keys().isdisjoint(own)

    def with_own(self, own: Mapping[str, Field]) -> tuple[Field, ...]:
        """All fields: inherited ones in their order, replaced by namesakes, then own."""
        return tuple({**self.fields, **own}.values())


def inherit(
    schemas: Mapping[SchemaId, Schema],
    parents: Sequence[ObjectSchema],
    pending: Sequence[SchemaId] = (),
) -> Inherited:
    """What the parents give together; of pending ones nothing is known but the id."""
    lines = {parent.id: (parent.id, *ancestors(schemas, parent)) for parent in parents}
    kept = [
        parent
        for parent in {parent.id: parent for parent in parents}.values()
        if not any(parent.id in line[1:] for line in lines.values())
    ]
    fields: dict[str, Field] = {}
    disputed: dict[str, tuple[Field, ...]] = {}
    for parent in kept:
        for field in effective_fields(schemas, parent):
            known = fields.setdefault(field.wire_name, field)
            if (known.type, known.presence) != (field.type, field.presence):
                said = disputed.get(field.wire_name, (known,))
                disputed[field.wire_name] = (*said, field)
    seen = [ancestor for parent in kept for ancestor in lines[parent.id]]
    every = [schemas[one] for one in seen if one in schemas]
    return Inherited(
        parents=(*(parent.id for parent in kept), *pending),
        fields=fields,
        is_polymorphic=any(
            isinstance(one, ObjectSchema) and one.discriminator is not None
            for one in every
        ),
        agree=not disputed and len(seen) == len(set(seen)),
        extra=next((p.extra for p in kept if not isinstance(p.extra, ClosedExtra)), None),
        disputed=disputed,
    )

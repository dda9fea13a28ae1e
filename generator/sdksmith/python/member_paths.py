"""Ways into a body: from wire names to the attributes of decoded values."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.ir.operations import MemberPath
from sdksmith.ir.types import Nullable, Type
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.objects import members, object_of


@dataclass(frozen=True, slots=True)
class MemberPaths:
    """Follows paths of wire names through the objects of one API."""

    blueprint: Blueprint

    def type_at(self, of: Type, path: MemberPath) -> Type | None:
        """The type at the end of the path; None where it leads nowhere."""
        for wire_name in path:
            found = self._step(of, wire_name)
            if found is None:
                return None
            of = found[1]
        return of

    def attributes(self, of: Type, path: MemberPath) -> str | None:
        """The path as attribute names with dots between them."""
        names: list[str] = []
        for wire_name in path:
            found = self._step(of, wire_name)
            if found is None:
                return None
            names.append(found[0])
            of = found[1]
        return ".".join(names)

    def _step(self, of: Type, wire_name: str) -> tuple[str, Type] | None:
        inner = of.inner if isinstance(of, Nullable) else of
        found = object_of(inner, self.blueprint.schemas)
        if found is None:
            return None
        for member in members(found, self.blueprint.schemas):
            if member.field.wire_name == wire_name:
                name = self.blueprint.member(member.owner, wire_name)
                return name, member.field.type
        return None

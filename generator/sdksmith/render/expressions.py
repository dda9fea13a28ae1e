"""What an expression in a template means, and whether it may stand there."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from jinja2 import nodes

from sdksmith.diagnostics.codes import Code
from sdksmith.render.filters import FILTERS
from sdksmith.render.view_types import (
    MacroType,
    Meaning,
    describe,
    field_of,
    suggestion,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a template, counted from 1."""

    template: str
    line: int


Fault: TypeAlias = Callable[[Code, Place, str], None]
Scope: TypeAlias = Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class Expressions:
    """Resolves expressions; a macro that is called is handed on with its arguments."""

    fault: Fault
    call: Callable[[MacroType, Scope], None]

    def meaning(self, node: nodes.Node, scope: Scope, template: str) -> Meaning:
        """The type of an expression; `typing.Any` where a fault was reported."""
        place = Place(template, node.lineno)
        match node:
            case nodes.Name():
                return self._name(node, scope, place)
            case nodes.Getattr():
                owner = self.meaning(node.node, scope, template)
                return self._field(owner, node.attr, place)
            case nodes.Const():
                return type(node.value)
            case nodes.Filter():
                return self._filter(node, scope, place)
            case nodes.Call():
                return self._macro(node, scope, place)
        self.fault(
            Code.TEMPLATE_FORBIDDEN,
            place,
            f"a template only places; `{type(node).__name__.lower()}` belongs in Python",
        )
        return typing.Any

    def _name(self, node: nodes.Name, scope: Scope, place: Place) -> Meaning:
        if node.name in scope:
            return scope[node.name]
        known = ", ".join(f"`{name}`" for name in sorted(scope))
        message = f"nothing is called `{node.name}` here; there is {known}"
        self.fault(Code.TEMPLATE_UNKNOWN_FIELD, place, message)
        return typing.Any

    def _field(self, owner: Meaning, name: str, place: Place) -> Meaning:
        found = field_of(owner, name)
        if found is not None:
            return found
        message = f"{describe(owner)} has no field `{name}`{suggestion(owner, name)}"
        self.fault(Code.TEMPLATE_UNKNOWN_FIELD, place, message)
        return typing.Any

    def _filter(self, node: nodes.Filter, scope: Scope, place: Place) -> Meaning:
        if node.name not in FILTERS:
            known = ", ".join(f"`{name}`" for name in sorted(FILTERS))
            message = f"there is no filter `{node.name}`; there is {known}"
            self.fault(Code.TEMPLATE_FORBIDDEN, place, message)
        if node.node is not None:
            self.meaning(node.node, scope, place.template)
        for argument in [*node.args, *(pair.value for pair in node.kwargs)]:
            self.meaning(argument, scope, place.template)
        return str

    def _macro(self, node: nodes.Call, scope: Scope, place: Place) -> Meaning:
        if isinstance(node.node, nodes.Name) and node.node.name == "super":
            return str
        macro = self.meaning(node.node, scope, place.template)
        if not isinstance(macro, MacroType):
            if macro is not typing.Any:
                message = "only macros may be called; a method call belongs in Python"
                self.fault(Code.TEMPLATE_FORBIDDEN, place, message)
            return str
        parameters = [argument.name for argument in macro.node.args]
        given = [self.meaning(a, scope, place.template) for a in node.args]
        named = {
            pair.key: self.meaning(pair.value, scope, place.template)
            for pair in node.kwargs
        }
        arguments = {**dict(zip(parameters, given, strict=False)), **named}
        if len(given) > len(parameters) or set(arguments) != set(parameters):
            message = f"`{macro.node.name}` takes {', '.join(parameters) or 'nothing'}"
            self.fault(Code.TEMPLATE_FORBIDDEN, place, message)
        self.call(macro, arguments)
        return str

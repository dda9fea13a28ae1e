"""Walks through templates as Jinja would, and tells what breaks their contract."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from sdksmith.diagnostics.codes import Code
from sdksmith.render.expressions import Expressions, Fault, Place
from sdksmith.render.view_types import (
    LoopType,
    MacrosType,
    MacroType,
    Meaning,
    describe,
    is_text,
    item_of,
)

__all__ = ["Place", "Walk"]

MAX_NESTED_IFS = 2
Scope: typing.TypeAlias = Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the walk is: template, names in sight, and what it is nested in."""

    template: str
    scope: Scope
    outer: Scope
    blocks: Mapping[str, tuple[tuple[str, nodes.Block], ...]]
    ifs: int = 0

    def place(self, node: nodes.Node) -> Place:
        """The place of a node of this template."""
        return Place(self.template, node.lineno)

    def seeing(self, names: Scope) -> Frame:
        """This frame with more names in sight."""
        return replace(self, scope={**self.scope, **names})


@dataclass(slots=True)
class Walk:
    """One check over all templates; what has been seen is not walked twice."""

    trees: Mapping[str, nodes.Template]
    fault: Fault
    reached: set[str] = field(default_factory=set)
    _macros_seen: set[object] = field(default_factory=set)

    def template(self, name: str, scope: Scope) -> None:
        """Walk a template that is rendered with these names in sight."""
        chain = self._chain(name)
        blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
        for link in chain:
            for block in self.trees[link].find_all(nodes.Block):
                blocks.setdefault(block.name, []).append((link, block))
        frozen = {key: tuple(value) for key, value in blocks.items()}
        for link in chain[:-1]:
            self._check_overrides(link, chain)
        base = chain[-1]
        self._body(self.trees[base].body, Frame(base, scope, scope, frozen))

    def _chain(self, name: str) -> list[str]:
        chain = [name]
        self.reached.add(name)
        while parent := self.trees[chain[-1]].find(nodes.Extends):
            place = Place(chain[-1], parent.lineno)
            target = self._target(parent.template, place)
            if target in chain:
                self.fault(
                    Code.TEMPLATE_FORBIDDEN,
                    place,
                    f'`{target}` extends itself; write "builtin/{target}"',
                )
            if target is None or target in chain:
                break
            self.reached.add(target)
            chain.append(target)
        return chain

    def _check_overrides(self, link: str, chain: list[str]) -> None:
        parents = chain[chain.index(link) + 1 :]
        known = {
            block.name
            for parent in parents
            for block in self.trees[parent].find_all(nodes.Block)
        }
        for block in self.trees[link].find_all(nodes.Block):
            if block.name not in known:
                self.fault(
                    Code.TEMPLATE_UNKNOWN_BLOCK,
                    Place(link, block.lineno),
                    f"`{parents[0]}` has no block `{block.name}`;"
                    f" it has {', '.join(f'`{n}`' for n in sorted(known)) or 'none'}",
                )

    def _target(self, template: nodes.Expr, place: Place) -> str | None:
        if not isinstance(template, nodes.Const):
            message = "the name of another template must be written out"
            self.fault(Code.TEMPLATE_FORBIDDEN, place, message)
            return None
        name = str(template.value)
        if name not in self.trees:
            message = f"there is no template `{name}`"
            self.fault(Code.TEMPLATE_MISSING, place, message)
            return None
        return name

    def _body(self, body: list[nodes.Node], frame: Frame) -> None:
        for node in body:
            imported = self._imported(node, frame)
            if imported is not None:
                frame = frame.seeing(imported)
            else:
                self._node(node, frame)

    def _imported(self, node: nodes.Node, frame: Frame) -> Scope | None:
        match node:
            case nodes.Macro():
                return {node.name: MacroType(frame.template, node)}
            case nodes.Import():
                name = self._target(node.template, frame.place(node))
                return {node.target: self._macros(name) if name else typing.Any}
            case nodes.FromImport():
                name = self._target(node.template, frame.place(node))
                return self._chosen(node, self._macros(name) if name else None, frame)
        return None

    def _macros(self, name: str) -> MacrosType:
        self.reached.add(name)
        macros = {
            node.name: MacroType(name, node)
            for node in self.trees[name].find_all(nodes.Macro)
        }
        return MacrosType(name, macros)

    def _chosen(
        self, node: nodes.FromImport, macros: MacrosType | None, frame: Frame
    ) -> Scope:
        chosen: dict[str, Meaning] = {}
        for entry in node.names:
            name, alias = entry if isinstance(entry, tuple) else (entry, entry)
            found = macros.macros.get(name) if macros else typing.Any
            if found is None:
                message = f"`{node.template.as_const()}` has no macro `{name}`"
                self.fault(Code.TEMPLATE_UNKNOWN_FIELD, frame.place(node), message)
            chosen[alias] = found or typing.Any
        return chosen

    def _node(self, node: nodes.Node, frame: Frame) -> None:
        match node:
            case nodes.Output():
                self._output(node, frame)
            case nodes.For():
                self._for(node, frame)
            case nodes.If():
                self._if(node, frame)
            case nodes.Block():
                self._block(node, frame)
            case nodes.Include():
                self._include(node, frame)
            case nodes.FilterBlock():
                self._body(node.body, frame)
            case nodes.Extends():
                pass
            case _:
                what = type(node).__name__.lower()
                self.fault(
                    Code.TEMPLATE_FORBIDDEN,
                    frame.place(node),
                    f"a template only places; `{what}` belongs in Python",
                )

    def _output(self, node: nodes.Output, frame: Frame) -> None:
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                continue
            meaning = self._meaning(part, frame)
            if not is_text(meaning):
                message = f"{describe(meaning)} is no text that can be printed"
                self.fault(Code.TEMPLATE_NOT_TEXT, frame.place(part), message)

    def _for(self, node: nodes.For, frame: Frame) -> None:
        sequence = self._meaning(node.iter, frame)
        item = item_of(sequence)
        if item is None:
            message = f"{describe(sequence)} is no sequence to loop over"
            self.fault(Code.TEMPLATE_NOT_TEXT, frame.place(node), message)
        if node.test or node.recursive or not isinstance(node.target, nodes.Name):
            message = "a `for` has one variable and no condition"
            self.fault(Code.TEMPLATE_FORBIDDEN, frame.place(node), message)
            return
        names = {node.target.name: item or typing.Any, "loop": LoopType()}
        self._body(node.body, frame.seeing(names))
        self._body(node.else_, frame)

    def _if(self, node: nodes.If, frame: Frame) -> None:
        inner = replace(frame, ifs=frame.ifs + 1)
        if inner.ifs > MAX_NESTED_IFS:
            message = f"more than {MAX_NESTED_IFS} nested `if`"
            self.fault(Code.TEMPLATE_FORBIDDEN, frame.place(node), message)
        test = node.test.node if isinstance(node.test, nodes.Not) else node.test
        self._meaning(test, frame)
        self._body(node.body, inner)
        for branch in node.elif_:
            self._if(branch, frame)
        self._body(node.else_, inner)

    def _block(self, node: nodes.Block, frame: Frame) -> None:
        scope = frame.scope if node.scoped else frame.outer
        for template, override in frame.blocks.get(node.name, ()):
            self._body(
                override.body,
                replace(frame, template=template, scope=self._own(template, scope)),
            )

    def _own(self, template: str, scope: Scope) -> Scope:
        """The names a block sees: its place's, and what its template imports."""
        frame = Frame(template, scope, scope, {})
        for node in self.trees[template].body:
            frame = frame.seeing(self._imported(node, frame) or {})
        return frame.scope

    def _include(self, node: nodes.Include, frame: Frame) -> None:
        name = self._target(node.template, frame.place(node))
        if name and name != frame.template:
            self.template(name, frame.scope)

    def _meaning(self, node: nodes.Node, frame: Frame) -> Meaning:
        return Expressions(self.fault, self._call).meaning(
            node, frame.scope, frame.template
        )

    def _call(self, macro: MacroType, arguments: Scope) -> None:
        key = (
            macro.template,
            macro.node.name,
            tuple(sorted(arguments.items(), key=str)),
        )
        if key in self._macros_seen:
            return
        self._macros_seen.add(key)
        scope = self._own(macro.template, {})
        frame = Frame(macro.template, {**scope, **arguments}, {}, {})
        self._body(macro.node.body, frame)


CallMacro: typing.TypeAlias = Callable[[MacroType, Scope], None]

"""Type expressions of the generated code, built only by combinators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from sdksmith.python.literals import literal


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """A name and the module it is imported from.

    No module means a builtin. A leading dot means the generated package itself:
    `.types.shared` is its module `types/shared.py`, whoever imports it.
    """

    module: str
    name: str


Code: TypeAlias = tuple[str | Symbol, ...]
"""An expression in pieces; how a symbol is spelt depends on the file it ends in."""


@dataclass(frozen=True, slots=True)
class PyType:
    """A type as the union of its alternatives; None, if there, comes last."""

    alternatives: tuple[Code, ...]

    @property
    def symbols(self) -> frozenset[Symbol]:
        """Everything this type names."""
        return frozenset(
            piece
            for code in self.alternatives
            for piece in code
            if isinstance(piece, Symbol)
        )

    @property
    def accepts_none(self) -> bool:
        """Whether None is one of the alternatives."""
        return _NONE in self.alternatives


_NONE: Code = ("None",)
NONE = PyType((_NONE,))
ANY = PyType(((Symbol("typing", "Any"),),))


def named(module: str, name: str) -> PyType:
    """The type that is declared under this name."""
    return PyType(((Symbol(module, name),),))


def shown(symbol: Symbol) -> PyType:
    """The type that a symbol names."""
    return PyType(((symbol,),))


def builtin(name: str) -> PyType:
    """A type that needs no import."""
    return named("", name)


STR = builtin("str")
OBJECT = builtin("object")


def union(types: Iterable[PyType]) -> PyType:
    """Any of the types, each named once; all of them lost in `Any` or `object`."""
    found: dict[Code, None] = {}
    for each in types:
        found.update(dict.fromkeys(each.alternatives))
    for anything in (ANY, OBJECT):
        if anything.alternatives[0] in found:
            return anything
    some = [code for code in found if code != _NONE]
    return PyType((*some, *([_NONE] if _NONE in found else [])))


def optional(inner: PyType) -> PyType:
    """The type, or None."""
    return union((inner, NONE))


def generic(base: PyType | Symbol, *arguments: PyType) -> PyType:
    """A generic type with its arguments."""
    head: Code = (base,) if isinstance(base, Symbol) else _single(base)
    return PyType(((*head, "[", *commas(code(each) for each in arguments), "]"),))


def list_of(item: PyType) -> PyType:
    """A list of like items."""
    return generic(Symbol("", "list"), item)


def sequence_of(item: PyType) -> PyType:
    """Any sequence of like items, as callers may pass."""
    return generic(Symbol("collections.abc", "Sequence"), item)


def dict_of(key: PyType, value: PyType) -> PyType:
    """A dictionary."""
    return generic(Symbol("", "dict"), key, value)


def mapping(key: PyType, value: PyType) -> PyType:
    """Any mapping, as callers may pass."""
    return generic(Symbol("collections.abc", "Mapping"), key, value)


def tuple_of(items: Iterable[PyType]) -> PyType:
    """A tuple with a type for each place."""
    arguments = [code(item) for item in items] or [("()",)]
    return PyType(((Symbol("", "tuple"), "[", *commas(arguments), "]"),))


def literal_of(values: Iterable[str | int | bool]) -> PyType:
    """Exactly these values."""
    texts = dict.fromkeys(literal(value) for value in values)
    inner = commas((text,) for text in texts)
    return PyType(((Symbol("typing", "Literal"), "[", *inner, "]"),))


def annotated(inner: PyType, *metadata: Code) -> PyType:
    """The type with metadata for the decoder; without metadata, the type itself."""
    if not metadata:
        return inner
    arguments = commas((code(inner), *metadata))
    return PyType(((Symbol("typing", "Annotated"), "[", *arguments, "]"),))


def wrapped(word: str, inner: PyType) -> PyType:
    """A qualifier from `typing`, such as `Required` or `Final`, around the type."""
    return generic(Symbol("typing", word), inner)


def callable_of(result: PyType) -> PyType:
    """A function without arguments."""
    head = Symbol("collections.abc", "Callable")
    return PyType(((head, "[[], ", *code(result), "]"),))


def code(of: PyType) -> Code:
    """The type as an expression."""
    pieces: list[str | Symbol] = []
    for position, alternative in enumerate(of.alternatives):
        pieces += [" | "] if position else []
        pieces += alternative
    return tuple(pieces)


def commas(parts: Iterable[Code]) -> Code:
    """The expressions with commas between them."""
    pieces: list[str | Symbol] = []
    for part in parts:
        pieces += [", "] if pieces else []
        pieces += part
    return tuple(pieces)


def call(
    function: Symbol, *arguments: Code, named_arguments: Iterable[tuple[str, Code]] = ()
) -> Code:
    """A call, for metadata and tables."""
    keywords: list[Code] = [(f"{name}=", *value) for name, value in named_arguments]
    return (function, "(", *commas((*arguments, *keywords)), ")")


def mapping_display(entries: Iterable[tuple[Code, Code]]) -> Code:
    """A dictionary display."""
    return ("{", *commas((*key, ": ", *value) for key, value in entries), "}")


def tuple_display(items: Iterable[Code]) -> Code:
    """A tuple display, with the comma that a single item needs."""
    parts = tuple(items)
    return ("(", *commas(parts), ",)" if len(parts) == 1 else ")")


def _single(base: PyType) -> Code:
    assert len(base.alternatives) == 1, "only one alternative can take arguments"
    return base.alternatives[0]

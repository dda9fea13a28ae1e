"""Calls that can be run, for the README: method, arguments and all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.operations import Operation
from sdksmith.ir.schemas import NO_DOC, Doc
from sdksmith.ir.types import Type
from sdksmith.naming.reserved import KEYWORDS, avoid
from sdksmith.naming.words import identifier, split_words
from sdksmith.python.answers import Answer, Paged, Plain
from sdksmith.python.arguments import Argument
from sdksmith.python.literals import spread
from sdksmith.python.methods import Method
from sdksmith.python.path_samples import path_value
from sdksmith.python.samples import NoSampleError, Samples
from sdksmith.python.types import PyType, Symbol
from sdksmith.python.views.project import CallView

_WIDTH = 80
_SHADOWED = KEYWORDS | {"client"}


@dataclass(frozen=True, slots=True)
class CallExamples:
    """Makes example calls from the document's examples, as far as they fit."""

    samples: Samples

    def of(self, path: tuple[str, ...], method: Method) -> CallView | None:
        """A call of the method; None where an argument or answer has no plain value."""
        if not all(self.samples.ends(of) for of in _answers(method.operation)):
            return None
        try:
            arguments = list(self._arguments(method))
        except NoSampleError:
            return None
        target = ".".join(("client", *path))
        return CallView(
            _call(f"{target}.{method.name}", arguments),
            _call(f"{target}.with_response.{method.name}", arguments),
            _result(method.answer),
        )

    def _arguments(self, method: Method) -> Iterator[tuple[str | None, object]]:
        shown = _shown_body(method.operation)
        for argument in method.arguments.all:
            known = isinstance(shown, Mapping) and argument.wire_name in shown
            if argument.required or (known and _is_member(argument)):
                name = None if argument.positional else argument.name
                yield name, self._value(method, argument, shown)

    def _value(self, method: Method, argument: Argument, shown: object) -> object:
        of, doc = _source(method, argument)
        if argument.wire_name is None and self.samples.fits(shown, of):
            return shown
        if _is_member(argument) and isinstance(shown, Mapping):
            value = shown.get(argument.wire_name)
            if argument.wire_name in shown and self.samples.fits(value, of):
                return value
        if argument.target == "path":
            return path_value(self.samples, of, argument.name, doc or NO_DOC)
        return self.samples.value(of, argument.name, doc)


def _answers(operation: Operation) -> Iterator[Type]:
    for response in operation.responses:
        for content in () if response.is_error else response.contents:
            yield content.type
    if operation.pagination is not None:
        yield operation.pagination.item_type


def _shown_body(operation: Operation) -> object:
    """The body that the document shows as an example, if it does."""
    contents = operation.body.contents if operation.body else ()
    examples = [example for content in contents for example in content.examples]
    return examples[0].value if examples else None


def _is_member(argument: Argument) -> bool:
    return argument.target in {"json", "form", "multipart"}


def _source(method: Method, argument: Argument) -> tuple[Type, Doc | None]:
    """The type and the text that an argument comes from."""
    if argument.parameter is not None:
        return argument.parameter.type, argument.parameter.doc
    if argument.member is not None:
        return argument.member.field.type, argument.member.field.doc
    assert method.arguments.body is not None, "what else would the argument be"
    return method.arguments.body.type, None


def _call(target: str, arguments: list[tuple[str | None, object]]) -> str:
    prefixes = [f"{name}=" if name else "" for name, _ in arguments]
    values = [value for _, value in arguments]
    flat = ", ".join(
        prefix + spread(value, 0, 10_000)
        for prefix, value in zip(prefixes, values, strict=True)
    )
    if len(f"{target}({flat})") <= _WIDTH:
        return f"{target}({flat})"
    lines = [
        f"    {prefix}{spread(value, 4, _WIDTH - len(prefix))},"
        for prefix, value in zip(prefixes, values, strict=True)
    ]
    return "\n".join([f"{target}(", *lines, ")"])


def _result(answer: Answer) -> str:
    """A variable for what the call gives: one item of it, where it is a list."""
    match answer:
        case Plain(value=of) | Paged(item=of):
            return _variable(of)
        case _:
            return "stream"


def _variable(of: PyType) -> str:
    code = of.alternatives[0]
    if len(of.alternatives) == 1 and len(code) == 1 and isinstance(code[0], Symbol):
        symbol = code[0]
        if symbol.module.startswith(".types."):
            return avoid(identifier(split_words(symbol.name), "result"), _SHADOWED)
    return "result"

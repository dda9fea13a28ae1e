"""Methods of resources: the operation they call, its request, their signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sdksmith.ir.operations import Operation
from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Answer, Paged, Plain, Streamed, answers
from sdksmith.python.arguments import Argument, Arguments, arguments_of, with_omit
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.endpoints import endpoint_options
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.paging import paging_types
from sdksmith.python.prose import arguments as args_section
from sdksmith.python.prose import paragraphs, text
from sdksmith.python.runtime import runtime
from sdksmith.python.types import (
    NONE,
    Code,
    PyType,
    code,
    generic,
    mapping_display,
    shown,
    union,
    wrapped,
)
from sdksmith.python.views.module import ArgumentView, EntryView, ParameterView
from sdksmith.python.views.resources import (
    GroupedArgumentView,
    MethodView,
    OperationView,
    RequestView,
)

STREAM_SUFFIX = "_stream"


@dataclass(frozen=True, slots=True)
class Method:
    """A method to be: the operation, one way it answers, and the names it takes."""

    operation: Operation
    answer: Answer
    arguments: Arguments
    name: str
    constant: str
    request: str


def methods_of(
    operation: Operation,
    blueprint: Blueprint,
    annotations: Annotations,
    prefix: tuple[str, ...],
) -> Iterator[Method]:
    """The methods of an operation: one, or two where it can stream as well.

    `prefix` is the way from the module's resource to the method's.
    """
    name = blueprint.names.operations[operation.id].method
    arguments = arguments_of(operation, blueprint, annotations)
    for number, answer in enumerate(answers(operation, blueprint, annotations)):
        called = name + STREAM_SUFFIX if number else name
        stem = "_".join((*prefix, called.rstrip("_")))
        yield Method(
            operation, answer, arguments, called, stem.upper(), f"_{stem.lower()}"
        )


@dataclass(frozen=True, slots=True)
class MethodViews:
    """Shows methods in one module, whose names `scope` knows.

    `common_info` is the paging object that the package's own page classes hold.
    """

    blueprint: Blueprint
    annotations: Annotations
    scope: Scope
    common_info: PyType | None

    def operation(self, method: Method) -> OperationView:
        """The constant that describes the operation to the runtime."""
        scope, answer = self.scope, method.answer
        kind, _, arguments = _kind(answer)
        annotation = wrapped("Final", generic(runtime(kind), *arguments))
        options = endpoint_options(method, self.blueprint, self.annotations)
        return OperationView(
            method.constant,
            scope.text(annotation),
            scope.name(runtime(kind)),
            literal(method.operation.method),
            literal(method.operation.path),
            scope.text(_form(answer)),
            tuple(ArgumentView(name, scope.text(value)) for name, value in options),
        )

    def request(self, method: Method) -> RequestView:
        """The function that turns arguments into a call."""
        hidden = frozenset(argument.name for argument in method.arguments.all)
        _, call, _ = _kind(method.answer)
        return RequestView(
            method.request,
            tuple(
                ParameterView(argument.name, self._annotation(argument), None)
                for argument in method.arguments.all
            ),
            self.scope.text(generic(runtime(call), *_call_arguments(method.answer))),
            method.constant,
            tuple(self._grouped(method.arguments, hidden)),
        )

    def method(self, method: Method, owner: str, hidden: frozenset[str]) -> MethodView:
        """The method; `hidden` are the names of its class."""
        arguments = method.arguments
        returns, async_returns, verb = self._returned(method.answer)
        direct = not arguments.all
        return MethodView(
            method.name,
            tuple(self._parameter(each, hidden) for each in arguments.positional),
            (
                *(self._parameter(each, hidden) for each in arguments.keyword),
                self._options(hidden),
            ),
            self.scope.text(returns, hidden),
            self.scope.text(async_returns, hidden),
            self._doc(method),
            f"`{owner}.{method.name}`, asynchronously.",
            f"{method.constant}.call" if direct else method.request,
            ", ".join(argument.name for argument in arguments.all),
            verb,
            "def" if verb == "paginate" else "async def",
            "" if verb == "paginate" else "await ",
            method.constant,
            isinstance(method.answer, Plain),
        )

    def _annotation(
        self, argument: Argument, hidden: frozenset[str] = frozenset()
    ) -> str:
        of = argument.type
        if not argument.required and argument.constant is None:
            of = with_omit(of)
        return self.scope.text(of, hidden)

    def _parameter(self, argument: Argument, hidden: frozenset[str]) -> ParameterView:
        default = argument.constant
        if not argument.required and default is None:
            default = self.scope.name(runtime("omit"), hidden)
        return ParameterView(argument.name, self._annotation(argument, hidden), default)

    def _options(self, hidden: frozenset[str]) -> ParameterView:
        of = union((shown(runtime("RequestOptions")), NONE))
        return ParameterView("options", self.scope.text(of, hidden), "None")

    def _grouped(
        self, arguments: Arguments, hidden: frozenset[str]
    ) -> Iterator[GroupedArgumentView]:
        body_kinds = {"json", "form", "multipart", "content"}
        for target, found in arguments.grouped().items():
            whole = [each.name for each in found if each.wire_name is None]
            if whole:
                yield GroupedArgumentView(target, (), whole[0], None)
                continue
            entries = tuple(
                EntryView(literal(each.wire_name), each.name) for each in found
            )
            given = None
            if arguments.optional_body and target in body_kinds:
                given = self.scope.name(runtime("given"), hidden)
            yield GroupedArgumentView(target, entries, None, given)

    def _returned(self, answer: Answer) -> tuple[PyType, PyType, str]:
        match answer:
            case Plain():
                return answer.value, answer.value, "send"
            case Streamed():
                return answer.stream, answer.async_stream, answer.verb
            case Paged():
                verb = "paginate" if answer.detail is None else "detail"
                return *paging_types(answer, self.common_info), verb

    def _doc(self, method: Method) -> str:
        operation = method.operation
        said = text(operation.doc)
        if isinstance(method.answer, Streamed) and method.name.endswith(STREAM_SUFFIX):
            said = f"{said or ''}\n\nGives the answer as a stream.".strip()
        arguments = args_section(
            (argument.name, argument.said) for argument in method.arguments.all
        )
        return paragraphs([said, arguments, f"`{operation.method} {operation.path}`"])


def _kind(answer: Answer) -> tuple[str, str, tuple[PyType, ...]]:
    """The runtime's classes for an operation and its call, and their arguments."""
    match answer:
        case Plain():
            return "Operation", "Call", (answer.value, answer.response)
        case Streamed():
            return "StreamOperation", "StreamCall", (answer.item,)
        case Paged(detail=None):
            held = (answer.envelope, answer.item, answer.info)
            return "PagedOperation", "PagedCall", held
        case Paged(detail=detail):
            assert detail is not None, "the case before took those"
            whole = (answer.envelope, detail, answer.item, answer.info)
            return "DetailOperation", "DetailCall", whole


def _call_arguments(answer: Answer) -> tuple[PyType, ...]:
    if isinstance(answer, Plain):
        return (answer.value,)
    return _kind(answer)[2]


def _form(answer: Answer) -> Code:
    """What the decoder is told."""
    match answer:
        case Plain():
            return mapping_display(answer.table)
        case Streamed():
            return code(answer.item)
        case Paged():
            return code(answer.envelope)

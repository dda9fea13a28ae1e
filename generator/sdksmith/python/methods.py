"""Methods of resources: the operation they call, its request, their signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sdksmith.ir.operations import Content, Operation
from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Answer, Paged, Plain, Streamed, answers
from sdksmith.python.arguments import Argument, Arguments, arguments_of, with_omit
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.bodies import sent_contents
from sdksmith.python.endpoints import endpoint_options
from sdksmith.python.imports import Scope
from sdksmith.python.links import link_texts
from sdksmith.python.literals import literal
from sdksmith.python.media_words import media_word
from sdksmith.python.paging import PAGES_MODULE, PAGING, CommonPaging, paging_type
from sdksmith.python.prose import arguments as args_section
from sdksmith.python.prose import paragraphs, text
from sdksmith.python.runtime import runtime
from sdksmith.python.switches import switched
from sdksmith.python.types import (
    NONE,
    Code,
    PyType,
    Symbol,
    code,
    generic,
    mapping_display,
    shown,
    union,
)
from sdksmith.python.views.module import ArgumentView, EntryView, ParameterView
from sdksmith.python.views.resources import (
    GroupedArgumentView,
    MethodView,
    OperationView,
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
    note: str | None = None


def methods_of(
    operation: Operation,
    blueprint: Blueprint,
    annotations: Annotations,
    prefix: tuple[str, ...],
) -> Iterator[Method]:
    """The methods of an operation: one for each way to answer, and to send a body.

    `prefix` is the way from the module's resource to the method's.
    """
    name = blueprint.names.operations[operation.id].method
    ways = answers(operation, blueprint, annotations)
    for position, content in enumerate(sent_contents(operation)):
        arguments = arguments_of(operation, content, blueprint, annotations)
        for number, answer in enumerate(ways[:1] if position else ways):
            suffix, note = _variant(answer, number, content if position else None)
            called = name + suffix
            stem = "_".join((*prefix, called.rstrip("_")))
            own = switched(arguments, answer, ways)
            yield Method(operation, answer, own, called, stem.upper(), note)


def _variant(
    answer: Answer, number: int, content: Content | None
) -> tuple[str, str | None]:
    """What a method that is not the usual one adds to the name, and says of itself."""
    if content is not None:
        sent = f"Sends the body as `{content.media_type}`."
        return f"_{media_word(content.media_type)}", sent
    if number == 0:
        return "", None
    if isinstance(answer, Streamed) and not answer.is_other:
        return STREAM_SUFFIX, "Gives the answer as a stream."
    assert not isinstance(answer, Paged), "only the usual method gives pages"
    asked = answer.accept or "*/*"
    return f"_{media_word(asked)}", f"Gives the answer as `{asked}`."


@dataclass(frozen=True, slots=True)
class MethodViews:
    """Shows methods in one module, whose names `scope` knows.

    `paging` is what the package's own page classes hold.
    """

    blueprint: Blueprint
    annotations: Annotations
    scope: Scope
    paging: CommonPaging

    def operation(self, method: Method) -> OperationView:
        """The constant that describes the operation to the runtime."""
        scope, answer = self.scope, method.answer
        kind, arguments = _kind(answer)
        options = endpoint_options(method, self.blueprint, self.annotations)
        paging = None
        if isinstance(answer, Paged):
            common = Symbol(PAGES_MODULE, PAGING)
            is_common = answer.style == self.paging.style
            paging = scope.text((common,) if is_common else answer.style.code)
        return OperationView(
            method.constant,
            scope.name(Symbol("typing", "Final")),
            scope.text(generic(runtime(kind), *arguments)),
            literal(method.operation.method),
            literal(method.operation.path),
            scope.text(_form(answer)),
            tuple(ArgumentView(name, scope.text(value)) for name, value in options),
            paging,
        )

    def method(self, method: Method, hidden: frozenset[str]) -> MethodView:
        """The method; `hidden` are the names of its class."""
        arguments = method.arguments
        returns, verb, later = _returned(method.answer, self.paging)
        local = frozenset(argument.name for argument in arguments.all)
        return MethodView(
            method.name,
            tuple(self._parameter(each, hidden) for each in arguments.positional),
            (
                *(self._parameter(each, hidden) for each in arguments.keyword),
                self._options(hidden),
            ),
            self.scope.text(returns, hidden),
            self._doc(method),
            verb,
            method.constant,
            tuple(self._grouped(arguments, local)),
            self.scope.name(runtime(later), hidden),
            isinstance(method.answer, Plain),
        )

    def _annotation(self, argument: Argument, hidden: frozenset[str]) -> str:
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

    def _doc(self, method: Method) -> str:
        operation = method.operation
        said = text(operation.doc)
        arguments = args_section(
            (argument.name, argument.said) for argument in method.arguments.all
        )
        texts = [said, method.note, *link_texts(operation, self.blueprint)]
        route = f"`{operation.method} {operation.path}`"
        if not any(texts):
            return paragraphs([route, arguments])
        return paragraphs([*texts, arguments, route])


def _kind(answer: Answer) -> tuple[str, tuple[PyType, ...]]:
    """The runtime's class for an operation, and its type arguments."""
    match answer:
        case Plain():
            return "Operation", (answer.value, answer.response)
        case Streamed():
            return "StreamOperation", (answer.item,)
        case Paged(detail=None):
            return "PagedOperation", (answer.envelope, answer.item, answer.info)
        case Paged(detail=detail):
            assert detail is not None, "the case before took those"
            held = (answer.envelope, detail, answer.item, answer.info)
            return "DetailOperation", held


def _returned(answer: Answer, paging: CommonPaging) -> tuple[PyType, str, str]:
    """What a method gives, the client's method that gives it, and how it is awaited."""
    match answer:
        case Plain():
            return answer.value, "send", "awaited"
        case Streamed():
            return answer.stream, answer.verb, answer.awaited
        case Paged(detail=None):
            return paging_type(answer, paging.info), "paginate", "paged"
        case Paged():
            return paging_type(answer, paging.info), "detail", "detailed"


def _form(answer: Answer) -> Code:
    """What the decoder is told."""
    match answer:
        case Plain():
            return mapping_display(answer.table)
        case Streamed():
            return code(answer.item)
        case Paged():
            return code(answer.envelope)

"""Operations as data, and calls: an operation together with its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Generic, TypeAlias, TypedDict, TypeVar, Unpack, cast

from .auth import Requirements
from .documented_headers import DocumentedHeaders
from .omit import Omit
from .options import RequestOptions
from .page_styles import PageStyle
from .parameters import Part, Style
from .paths import encoded_template
from .payload import Payload
from .servers import Server

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
R_co = TypeVar("R_co", covariant=True)
E_co = TypeVar("E_co", covariant=True)
D_co = TypeVar("D_co", covariant=True)
P_co = TypeVar("P_co", covariant=True)

Values: TypeAlias = Mapping[str, object]
EMPTY: Values = MappingProxyType({})


class Text:
    """Marks an answer that is text."""


class Binary:
    """Marks an answer that is bytes, read whole."""


class CallArguments(TypedDict, total=False):
    """The arguments of a call by place and wire name; `omit` values are dropped.

    At most one of `json`, `form`, `multipart` and `content`; none, or `omit`,
    sends no body. `media_type` is for operations that take several.
    """

    path: Values
    query: Values
    headers: Values
    cookies: Values
    json: object
    form: object
    multipart: object
    content: object
    media_type: str


@dataclass(frozen=True, eq=False, slots=True)
class Arguments:
    """What one call sends; a payload of `omit` is a body that was left out.

    `link` is what an answer says of the next page's URL, which stands for the path
    and the query; `page` names any page but the first.
    """

    path: Values
    query: Values
    headers: Values = field(default_factory=dict[str, object])
    cookies: Values = field(default_factory=dict[str, object])
    payload: Payload | None = None
    media_type: str | None = None
    link: str | None = None
    page: str = ""


@dataclass(frozen=True, eq=False)
class Endpoint:
    """What every operation has.

    `styles` and `parts` hold only what is not the default of its place;
    `security` None means what the API asks for everywhere; `errors` are the
    bodies that differ from the API's own; `headers` are those of answers that the
    document describes; `idempotent` lets any method be retried, and so does a key in
    the `idempotency_header`, which is made up if need be.
    """

    method: str
    path: str
    styles: Mapping[tuple[str, str], Style] = field(
        default_factory=dict[tuple[str, str], Style], kw_only=True
    )
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part], kw_only=True)
    media_type: str | None = field(default=None, kw_only=True)
    accept: str | None = field(default=None, kw_only=True)
    security: Requirements | None = field(default=None, kw_only=True)
    servers: tuple[Server, ...] = field(default=(), kw_only=True)
    errors: Mapping[int | str, object] = field(
        default_factory=dict[int | str, object], kw_only=True
    )
    headers: Mapping[int | str, type[DocumentedHeaders]] = field(
        default_factory=dict[int | str, type[DocumentedHeaders]], kw_only=True
    )
    idempotent: bool = field(default=False, kw_only=True)
    idempotency_header: str = field(default="", kw_only=True)

    @cached_property
    def name(self) -> str:
        """Method and path template, as errors and logs show it."""
        return f"{self.method} {self.path}"

    @cached_property
    def route(self) -> tuple[str, str]:
        """The path template, and the query that the document fixes in it."""
        path, _, query = self.path.partition("?")
        return encoded_template(path), query

    @cached_property
    def path_styles(self) -> Mapping[str, Style]:
        """The styles of path parameters that are not `simple`."""
        return {name: s for (at, name), s in self.styles.items() if at == "path"}

    @property
    def table(self) -> Mapping[int | str, object]:
        """The form of the answer by status."""
        return {}

    @cached_property
    def accepts(self) -> str:
        """The `Accept` header."""
        if self.accept is not None:
            return self.accept
        raw = (None, Text, Binary)
        is_json = any(form not in raw for form in self.table.values())
        return "application/json" if is_json else "*/*"


@dataclass(frozen=True, eq=False)
class Operation(Endpoint, Generic[T_co, R_co]):
    """An operation that gives a `T`, and as a whole answer an `R`.

    `responses` has the form of the body by status, such as 200, "2XX" or
    "default": anything pydantic takes, `Text`, `Binary`, or None for no body.
    """

    responses: Mapping[int | str, object]

    @property
    def table(self) -> Mapping[int | str, object]:
        """The form of the answer by status."""
        return self.responses

    def call(self, **given: Unpack[CallArguments]) -> Call[T_co]:
        """This operation with its arguments."""
        return Call(self, _arguments(given))


@dataclass(frozen=True, eq=False)
class Pages(Endpoint):
    """An operation whose answers lead to further ones, as `paging` says."""

    envelope: object
    paging: PageStyle = field(kw_only=True)

    @property
    def table(self) -> Mapping[int | str, object]:
        """The form of the answer by status."""
        return {"2XX": self.envelope}


@dataclass(frozen=True, eq=False)
class PagedOperation(Pages, Generic[E_co, T_co, P_co]):
    """A list: answers `E` with items `T` and paging information `P`."""

    def call(self, **given: Unpack[CallArguments]) -> PagedCall[E_co, T_co, P_co]:
        """This operation with its arguments."""
        return PagedCall(self, _arguments(given))


@dataclass(frozen=True, eq=False)
class DetailOperation(Pages, Generic[E_co, D_co, T_co, P_co]):
    """One resource `D`, at `detail` of the answer, whose items are paged."""

    detail: str = field(kw_only=True)

    def call(
        self, **given: Unpack[CallArguments]
    ) -> DetailCall[E_co, D_co, T_co, P_co]:
        """This operation with its arguments."""
        return DetailCall(self, _arguments(given))


@dataclass(frozen=True, eq=False)
class StreamOperation(Endpoint, Generic[T_co]):
    """An operation whose answer comes piece by piece; `item` is the form of one.

    `terminator` is the data of an event that ends the stream.
    """

    item: object
    terminator: str | None = field(default="[DONE]", kw_only=True)

    @cached_property
    def accepts(self) -> str:
        """The `Accept` header."""
        return "*/*" if self.accept is None else self.accept

    def end(
        self, options: RequestOptions | None, usual: str | Omit | None
    ) -> str | None:
        """The terminator: as the options of the call, or those of the client have it."""
        own = self.terminator if isinstance(usual, Omit) else usual
        return (options or {}).get("terminator", own)

    def call(self, **given: Unpack[CallArguments]) -> StreamCall[T_co]:
        """This operation with its arguments."""
        return StreamCall(self, _arguments(given))


@dataclass(frozen=True, eq=False, slots=True)
class Call(Generic[T_co]):
    """An `Operation` with its arguments."""

    operation: Operation[T_co, object]
    arguments: Arguments


@dataclass(frozen=True, eq=False, slots=True)
class PagedCall(Generic[E_co, T_co, P_co]):
    """A `PagedOperation` with its arguments."""

    operation: PagedOperation[E_co, T_co, P_co]
    arguments: Arguments


@dataclass(frozen=True, eq=False, slots=True)
class DetailCall(Generic[E_co, D_co, T_co, P_co]):
    """A `DetailOperation` with its arguments."""

    operation: DetailOperation[E_co, D_co, T_co, P_co]
    arguments: Arguments


@dataclass(frozen=True, eq=False, slots=True)
class StreamCall(Generic[T_co]):
    """A `StreamOperation` with its arguments."""

    operation: StreamOperation[T_co]
    arguments: Arguments


AnyCall: TypeAlias = (
    Call[object]
    | PagedCall[object, object, object]
    | DetailCall[object, object, object, object]
    | StreamCall[object]
)
_BODIES = ("json", "form", "multipart", "content")


def _arguments(given: CallArguments) -> Arguments:
    payload: Payload | None = None
    for kind in _BODIES:
        if kind in given:
            payload = Payload(kind, cast("Values", given)[kind])
    return Arguments(
        given.get("path", EMPTY),
        given.get("query", EMPTY),
        given.get("headers", EMPTY),
        given.get("cookies", EMPTY),
        payload,
        given.get("media_type"),
    )

"""Operations: what can be called, with what, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sdksmith.config.paging import PagingRule
from sdksmith.diagnostics.model import Origin
from sdksmith.ir.schemas import NO_DOC, NOWHERE, Doc, NameHint
from sdksmith.ir.security import Requirement
from sdksmith.ir.servers import Server
from sdksmith.ir.types import Json, OperationId, SchemaId, Type

MemberPath: TypeAlias = tuple[str, ...]
"""Wire names that lead from a body to one of its members; empty: the body itself."""


class Place(Enum):
    """Where a parameter travels (`in`)."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"


class Style(Enum):
    """How a parameter is serialised (OpenAPI 3.2, 4.12.3 Style Values).

    Tabs are of Swagger 2.0, which delimits by whatever it likes in any place.
    """

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    TAB_DELIMITED = "tabDelimited"
    DEEP_OBJECT = "deepObject"
    COOKIE = "cookie"


class NestedArrays(Enum):
    """How arrays inside `deepObject` are written: `[0]`, the name again, or `[]`."""

    INDICES = "indices"
    REPEAT = "repeat"
    BRACKETS = "brackets"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `media_type` is set where it is described by `content`."""

    wire_name: str
    place: Place
    type: Type
    required: bool
    style: Style
    explode: bool
    allow_reserved: bool = False
    media_type: str | None = None
    arrays: NestedArrays = NestedArrays.INDICES
    default: Json | None = None
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


class Encoding(Enum):
    """How a media type's bytes carry the value."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    BINARY = "binary"
    JSON_LINES = "json lines"
    EVENT_STREAM = "event stream"


@dataclass(frozen=True, slots=True)
class Part:
    """How one member of a form or multipart body is sent (the `encoding` object)."""

    wire_name: str
    media_type: str | None = None
    style: Style | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    arrays: NestedArrays = NestedArrays.INDICES


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a body; for streams `type` is that of one item.

    `repeats` says that another one of the body has the very same schema and is more
    at home in a client, as JSON is beside XML or a form.
    """

    media_type: str
    encoding: Encoding
    type: Type
    parts: tuple[Part, ...] = ()
    examples: tuple[Json, ...] = ()
    repeats: bool = False

    @property
    def essence(self) -> str:
        """The media type without parameters, in lower case (RFC 9110, 8.3.1)."""
        return self.media_type.partition(";")[0].strip().lower()

    @property
    def oddness(self) -> int:
        """How far JSON is from plain JSON; a JSON Patch (RFC 6902) is a script."""
        known = ("application/json", "application/merge-patch+json")
        if self.essence in known:
            return known.index(self.essence)
        return len(known) + (self.essence == "application/json-patch+json")


@dataclass(frozen=True, slots=True)
class RequestBody:
    """What an operation takes besides parameters."""

    contents: tuple[Content, ...]
    required: bool
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, order=True)
class StatusRange:
    """HTTP statuses from `low` to `high`, both included; `default` is 0 to 999."""

    low: int
    high: int

    @property
    def is_default(self) -> bool:
        """Whether this is the `default` response."""
        return (self.low, self.high) == (0, 999)

    @property
    def is_single(self) -> bool:
        """Whether exactly one status is meant."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Header:
    """A documented response header; `media_type` is set where `content` describes it.

    `style` is set where a list has other delimiters than commas.
    """

    wire_name: str
    type: Type
    required: bool
    media_type: str | None = None
    doc: Doc = NO_DOC
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An operation that follows an answer.

    `parameters` and `body` are what it takes: constants, or runtime expressions
    (OpenAPI 3.2, 4.19.4). The name of a parameter may be qualified: `path.id`.
    """

    target: OperationId
    parameters: tuple[tuple[str, Json], ...] = ()
    body: Json | None = None
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class Response:
    """What comes back for some statuses.

    `unwrapped` names the only member of the body, where that member's value is
    given to the caller in its place; `type` of the JSON contents is then that of the
    member. `assumed_from` is the status whose contents
    were borrowed because the document describes no body for this one.
    """

    status: StatusRange
    contents: tuple[Content, ...]
    is_error: bool
    headers: tuple[Header, ...] = ()
    unwrapped: str | None = None
    assumed_from: StatusRange | None = None
    links: tuple[Link, ...] = ()
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


class Evidence(Enum):
    """Why an operation is taken to be paged."""

    CONFIG = "config"
    EXTENSION = "extension"
    DETECTED = "detected"


@dataclass(frozen=True, slots=True)
class Sent:
    """A place in the request: a query parameter, or a member of the body.

    `path` leads into it: one name, or more where the value is an object.
    """

    path: MemberPath
    in_body: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What all paged operations have; the paths lead from the body of the answer.

    `info` is the object that holds the paging members, when they are not the
    body's own. `detail` is set when the items belong to one resource in the body
    (a detail that is also paged) and leads to that resource.
    """

    items: MemberPath
    item_type: Type
    has_more: MemberPath | None = None
    info: MemberPath = ()
    detail: MemberPath | None = None
    evidence: Evidence = Evidence.DETECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class CursorPages(Pages):
    """Each page names the next one, which `parameter` asks for."""

    parameter: Sent
    next_cursor: MemberPath


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPages(Pages):
    """Pages have numbers, from `first` on.

    `limit` takes the size of a page; `page_count` and `total` say how many pages
    and items there are.
    """

    parameter: Sent
    first: int = 1
    limit: Sent | None = None
    page_count: MemberPath | None = None
    total: MemberPath | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetPages(Pages):
    """A page begins after so many items; else as in `NumberedPages`."""

    parameter: Sent
    limit: Sent | None = None
    total: MemberPath | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPages(Pages):
    """Each page holds the URL of the next: a member, or (None) a `Link` header."""

    next_url: MemberPath | None


Pagination: TypeAlias = CursorPages | NumberedPages | OffsetPages | LinkedPages


@dataclass(frozen=True, slots=True)
class PagingHint:
    """What an extension says of an operation's pages, until they are found."""

    rule: PagingRule
    origin: Origin


@dataclass(frozen=True, slots=True)
class MultiStatus:
    """A batch answer: what succeeded, what failed, and the counts (RFC 4918, 207).

    `schema` is the object that has these members; all are wire names.
    """

    schema: SchemaId
    succeeded: str
    failed: tuple[str, ...]
    summary: str | None


@dataclass(frozen=True, slots=True)
class Operation:
    """One callable operation of the API.

    `security` None means the document's answer is the same as for all others
    (`Api.security`); an empty tuple means that no credential is asked for.
    `idempotency_header` takes a key that is made up where the caller gives none.
    `home` are the tags that lead to it, each within the one before.
    """

    id: OperationId
    method: str
    path: str
    hint: NameHint | None
    groups: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: tuple[Response, ...]
    security: tuple[Requirement, ...] | None = None
    servers: tuple[Server, ...] = ()
    pagination: Pagination | None = None
    paging_hint: PagingHint | None = None
    multi_status: MultiStatus | None = None
    idempotency_header: str | None = None
    home: tuple[str, ...] = ()
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE

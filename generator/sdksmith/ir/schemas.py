"""Schemas: the declarations of an API that get a name of their own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sdksmith.diagnostics.model import Origin
from sdksmith.ir.types import Json, OperationId, SchemaId, Type


@dataclass(frozen=True, slots=True)
class Doc:
    """What the document says for readers: CommonMark text and example values."""

    summary: str | None = None
    description: str | None = None
    examples: tuple[Json, ...] = ()
    deprecated: bool = False


NO_DOC = Doc()
"""Nothing is said for readers."""

NOWHERE = Origin("")
"""The origin of what no document holds."""


class HintSource(Enum):
    """Where the words of a name hint come from, strongest first."""

    CONFIG = "config"
    EXTENSION = "extension"
    COMPONENT = "component"
    TITLE = "title"
    OPERATION_ID = "operationId"
    ROLE = "role"
    OWNER = "owner"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class NameHint:
    """Words from which a name may be made, as the document spells them.

    Without `owner` and `operation` the words stand alone: (`Lead`) -> Lead,
    (`Error`, `Response`) -> ErrorResponse. At most one of the two is set:

    - `owner`: the words follow the owner's final name: Campaign + (`status`)
      -> CampaignStatus; Lead + (`Page`) -> LeadPage. Owners never form a circle.
    - `operation`: the words follow the operation's own name, which naming makes of
      its noun and verb: Lead Create + (`Batch`) -> LeadCreateBatch. Its roles are
      (`Request`), (`Result`), (`Page`), (`Item`), (`Single`), (`Batch`); an inline
      type of a parameter has the parameter's wire name.

    `of_items` says that the last word names a collection and this is one of it, so
    that naming puts that word in the singular: (`errors`) -> Error.
    `otherwise` is the hint to use where the words are taken by something else.
    """

    words: tuple[str, ...]
    source: HintSource
    owner: SchemaId | None = None
    operation: OperationId | None = None
    of_items: bool = False
    otherwise: NameHint | None = None


class Presence(Enum):
    """Whether a member must be there, may be absent, or has a server-side default."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    DEFAULTED = "defaulted"


class Direction(Enum):
    """Which way a member travels (`readOnly`, `writeOnly`)."""

    BOTH = "both"
    RESPONSE_ONLY = "response only"
    REQUEST_ONLY = "request only"


@dataclass(frozen=True, slots=True)
class Field:
    """One named member of an object."""

    wire_name: str
    type: Type
    presence: Presence
    direction: Direction = Direction.BOTH
    default: Json | None = None
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class OpenExtra:
    """Undeclared members are allowed, their type unknown."""


@dataclass(frozen=True, slots=True)
class ClosedExtra:
    """Undeclared members are not allowed (`additionalProperties: false`)."""


@dataclass(frozen=True, slots=True)
class TypedExtra:
    """Undeclared members are allowed and have this type."""

    type: Type


Extra: TypeAlias = OpenExtra | ClosedExtra | TypedExtra


OPEN_EXTRA = OpenExtra()
"""What JSON Schema assumes where nothing is said."""


TagValue: TypeAlias = str | int
"""What a discriminator may hold; `true` and `false` are among the integers."""


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The member that tells variants apart, and which value means which schema.

    `default` is what any other value means, and none.
    """

    wire_name: str
    mapping: tuple[tuple[TagValue, SchemaId], ...]
    default: SchemaId | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A member by which unions know an object, and its values; the first one is sent."""

    wire_name: str
    values: tuple[TagValue, ...]


@dataclass(frozen=True, slots=True)
class ObjectSchema:
    """An object with named members; own `fields` come after those of `parents`.

    `discriminator` is set where this is a base: its mapping leads to every object
    that has it among its ancestors. `tags` are what a union, or such a base, takes
    for this very object, where its fields do not say so themselves. `min_members`
    counts those that are there (JSON Schema Validation, 6.5.2).
    """

    id: SchemaId
    hint: NameHint
    fields: tuple[Field, ...]
    extra: Extra = OPEN_EXTRA
    parents: tuple[SchemaId, ...] = ()
    discriminator: Discriminator | None = None
    tags: tuple[Tag, ...] = ()
    min_members: int | None = None
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class EnumMember:
    """One allowed value, with the name and text an extension may give it."""

    value: Json
    hint: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class EnumSchema:
    """A closed list of scalars in the document; `open` says new values may come.

    `takes_text`: the document itself allows any other text beside them.
    """

    id: SchemaId
    hint: NameHint
    members: tuple[EnumMember, ...]
    open: bool = True
    takes_text: bool = False
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


class JsonKind(Enum):
    """The JSON types (RFC 8259), with integers apart as in JSON Schema."""

    OBJECT = "object"
    ARRAY = "array"
    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be tested about a value to see whether it fits a variant.

    `kinds` are the JSON types of the value itself (empty: any). For objects,
    `required` and `known` are wire names, `member_kinds` the JSON types a member
    may have, and `member_values` the values a member is limited to.
    """

    kinds: tuple[JsonKind, ...] = ()
    required: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    member_kinds: tuple[tuple[str, tuple[JsonKind, ...]], ...] = ()
    member_values: tuple[tuple[str, tuple[Json, ...]], ...] = ()


ANY_SHAPE = Shape()
"""Nothing can be tested."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One alternative of a union; `tags` are its discriminator values.

    `made_of` are the schemas that the document names for it, whatever became of them.
    One that `is_default` is meant by every tag that is none of another.
    """

    type: Type
    shape: Shape = ANY_SHAPE
    tags: tuple[TagValue, ...] = ()
    made_of: tuple[SchemaId, ...] = ()
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class UnionSchema:
    """One of several types; `discriminator` names the member that decides, if any.

    `unlisted` is what the discriminator leads to besides the variants, by tag, and by
    None what is meant without one; only until it is known what that means.
    """

    id: SchemaId
    hint: NameHint
    variants: tuple[Variant, ...]
    discriminator: str | None = None
    unlisted: tuple[tuple[TagValue | None, SchemaId], ...] = ()
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class AliasSchema:
    """A declared name for another type."""

    id: SchemaId
    hint: NameHint
    target: Type
    doc: Doc = NO_DOC
    origin: Origin = NOWHERE


Schema: TypeAlias = ObjectSchema | EnumSchema | UnionSchema | AliasSchema

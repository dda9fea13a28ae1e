"""Names that are taken before any document is read, and how they are avoided.

The rule is the same everywhere: a name that is taken gets an underscore at its end.
Only classes, which would read badly so, get the word `Model` or `Type`.
"""

from __future__ import annotations

import keyword
import sys

from sdksmith.naming.word_sets import word_set

KEYWORDS = frozenset(keyword.kwlist)
"""Never an identifier. Soft keywords (`match`, `type`) are legal and stay."""

BUILTIN_TYPES = frozenset(
    {"bool", "bytes", "dict", "float", "int", "list", "str", "tuple"}
)
"""Names that annotations use, which a class attribute of that name would hide.

`list` is allowed for methods: generated annotations then say `builtins.list`.
Generated models say `Any`, `DateTime` and `Date`, so that `object`, `type`, `date`,
`time` and `datetime` are free for members.
"""

PYDANTIC = word_set("""
    construct copy dict from_orm json model_computed_fields model_config
    model_construct model_copy model_dump model_dump_json model_extra model_fields
    model_fields_set model_json_schema model_parametrized_name model_post_init
    model_rebuild model_validate model_validate_json model_validate_strings parse_file
    parse_obj parse_raw schema schema_json update_forward_refs validate
    """)
"""What pydantic's BaseModel has; a field of that name would hide it."""

MODEL = frozenset(
    {"extra", "from_dict", "from_json", "is_set", "mismatches", "to_dict", "to_json"}
)
"""What every generated model has."""

MEMBERS = KEYWORDS | BUILTIN_TYPES | PYDANTIC | MODEL | {"self"}
"""No member of an object is called so."""

METHODS = KEYWORDS | (BUILTIN_TYPES - {"list"}) | {"with_response", "self"}
"""No method or nested resource is called so."""

CLIENT = (METHODS | {"list"}) | {
    "base_url",
    "close",
    "deadline",
    "default_headers",
    "default_query",
    "hooks",
    "http_client",
    "max_retries",
    "middleware",
    "on_mismatch",
    "options",
    "request",
    "timeout",
    "with_options",
}
"""No resource of the client itself is called so."""

ARGUMENTS = KEYWORDS | {"self", "options"}
"""No argument of a method is called so; `body` too, where one is passed whole."""

# What Windows takes for a device, whatever the extension.
DEVICES = frozenset(
    {"aux", "con", "nul", "prn"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)

# Modules that came or went in Python 3.11 to 3.14, the same on each of them.
_MOVING_MODULES = word_set("""
    aifc annotationlib asynchat asyncore audioop cgi cgitb chunk compression crypt
    distutils imghdr imp lib2to3 mailcap msilib nis nntplib ossaudiodev pathlib pipes
    smtpd sndhdr spwd string sunau telnetlib test tests uu xdrlib
    """)

PACKAGES = (
    KEYWORDS
    | sys.stdlib_module_names
    | _MOVING_MODULES
    | DEVICES
    | {"httpx2", "pydantic", "typing_extensions"}
)
"""No generated package is called so: it would hide a module that it needs."""

CLASSES = word_set("""
    Annotated Any APIConnectionError APIError APIStatusError APITimeoutError
    AsyncByteStream AsyncCallable AsyncClient AsyncIterable AsyncIterator
    AsyncPage AsyncPagedDetail AsyncPager AsyncPages AsyncResource Awaitable Api
    ApiKey AuthenticationError BadRequestError BaseModel Basic Bearer Binary
    BinaryIO ByShape Byte Call Callable ClassVar Client ClientOptions Closed
    ConfigDict ConflictError Content DateTime Date Decimal DecodeError Deque
    DetailCall DetailOperation Dict Discriminator Duration Enum Exception False
    Field FieldInfo File Final FrozenSet FullPath Generator Generic Headers IO
    Iterable Iterator Json Lazy List Literal Mapping Member MissingCredentialError
    MissingFieldError Model Never NewType None NoReturn NotFoundError NotRequired
    OAuth2 Omit Operation Optional Page PagedCall PagedDetail PagedOperation
    PagedResponse Pager PaginationError ParamSpec PermissionDeniedError Protocol
    RateLimitError ReadOnly Request RequestOptions Required Resource Response
    SDKError Self Sequence Server ServerError Set Shape SingleEntry StatusError
    StatusErrors StrEnum Style SyncClient Tagged Text TextIO Time Timeout True
    Tuple Type TypeAlias TypeAliasType TypeGuard TypedDict TypeVar UUID Union
    UnknownInteger UnknownNumber UnknownValue UnknownVariant Unpack
    UnprocessableEntityError Upload
    """)
"""No class of the document is called so: generated modules define or import these."""


def avoid(name: str, taken: frozenset[str]) -> str:
    """The name, with an underscore at its end where it is taken."""
    return f"{name}_" if name in taken else name

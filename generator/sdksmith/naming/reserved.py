"""Names that are taken before any document is read, and how they are avoided.

The rule is the same everywhere: a name that is taken gets an underscore at its end.
Only classes, which would read badly so, get a word for what they are: `Model`,
`Value`, `Type` or `Body`.

Names that merely hide a builtin or an import (a member `list`, a schema `Page`) are
free: generated code spells the hidden one another way (`builtins.list`).
"""

from __future__ import annotations

import keyword
import sys

from sdksmith.naming.word_sets import word_set

KEYWORDS = frozenset(keyword.kwlist)
"""Never an identifier. Soft keywords (`match`, `type`) are legal and stay."""

PYDANTIC = word_set("""
    construct copy dict from_orm json model_computed_fields model_config
    model_construct model_copy model_dump model_dump_json model_extra model_fields
    model_fields_set model_json_schema model_parametrized_name model_post_init
    model_rebuild model_validate model_validate_json model_validate_strings parse_file
    parse_obj parse_raw schema schema_json update_forward_refs validate
    """)
"""What pydantic's BaseModel has; a field of that name would hide it."""

MODEL = word_set("""
    copy_with extra from_dict from_json is_set mismatches to_dict to_json
    """)
"""What every generated model has."""

MEMBERS = KEYWORDS | PYDANTIC | MODEL | {"builtins", "self"}
"""No member of an object is called so."""

HEADERS = KEYWORDS | word_set("""
    builtins get get_all items keys mismatches raw replacing self values
    """)
"""No attribute for a header of an answer is called so."""

METHODS = KEYWORDS | {"builtins", "with_response"}
"""No method or nested resource is called so."""

CLIENT = METHODS | word_set("""
    base_url close default_headers default_query request timeout with_options
    """)
"""No resource of the client itself is called so."""

ARGUMENTS = KEYWORDS | {"builtins", "options", "self"}
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
    APIConnectionError APIError APIStatusError APITimeoutError Annotated Any
    AuthenticationError BadRequestError BaseModel Callable ClientOptions ConflictError
    DateTime Decimal DecodeError False Field Final Literal Mapping
    MissingCredentialError MissingFieldError Model None NotFoundError NotRequired Omit
    Optional PagedDetail Pager PaginationError PermissionDeniedError RateLimitError
    RequestOptions Required Response SDKError Self Sequence ServerError StatusError True
    TypeAlias TypeVar TypedDict UUID Union UnknownInteger UnknownNumber UnknownValue
    UnknownVariant UnprocessableEntityError
    """)
"""No class of the document is called so: readers know these as something else."""

CLIENTS = CLASSES | word_set("""
    Api AsyncClient AsyncClientOptions AsyncMiddleware AsyncPage AsyncPagedDetail
    AsyncPager ConfigurationError Headers Hooks InvalidRequestError Middleware Mismatch
    MismatchReport MismatchWarning MockApi Page Reply Request Retry SyncClient Timeout
    """)
"""Nor is the client, or what is called after it: its package has these already."""


def avoid(name: str, taken: frozenset[str]) -> str:
    """The name, with an underscore at its end where it is taken."""
    return f"{name}_" if name in taken else name

"""Plans the root of the package: its `__init__`, and what never changes."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.python.answers import STREAMS
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.files.errors import (
    SERVER_ERROR,
    STATUS_ERROR,
    base_error,
    error_classes,
)
from sdksmith.python.files.packages import lazy_package
from sdksmith.python.files.pages import page_names
from sdksmith.python.files.versions import version
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.plan import PlannedFile
from sdksmith.python.prose import one_line
from sdksmith.python.reach import WEBHOOKS
from sdksmith.python.views.client import ModuleView
from sdksmith.python.views.project import EmptyFileView
from sdksmith.python.views.types import RootPackageView

_RUNTIME = {
    "auth": ("OAuthToken",),
    "errors": (
        "APIConnectionError",
        "APITimeoutError",
        "ConfigurationError",
        "DecodeError",
        "InvalidRequestError",
        "MissingCredentialError",
        "PaginationError",
        "TokenError",
    ),
    "headers": ("Headers",),
    "hooks": ("Hooks", "MismatchReport", "Retry"),
    "middleware": ("AsyncMiddleware", "Middleware", "Reply", "Request"),
    "mismatches": ("Mismatch", "MissingFieldError"),
    "models": ("Model",),
    "omit": ("Omit", "omit"),
    "options": (
        "AsyncClientOptions",
        "ClientOptions",
        "Limits",
        "RequestOptions",
        "Timeout",
    ),
    "rate_limits": ("RateLimit",),
    "report": ("MismatchWarning",),
    "response": ("Response",),
    "telemetry": ("AsyncTelemetry", "Telemetry"),
    "enums": ("UnknownInteger", "UnknownNumber", "UnknownValue"),
    "unions": ("UnknownVariant",),
}


def plan_package(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The package's `__init__`, its typing marker, and the user's own corner."""
    names = blueprint.names.client
    errors = [
        base_error(blueprint),
        STATUS_ERROR,
        SERVER_ERROR,
        *error_classes(blueprint).values(),
    ]
    exports: dict[str, tuple[str, ...]] = {
        "._client": (names.client, names.async_client),
        "._errors": tuple(errors),
    }
    pages = page_names(blueprint)
    if pages:
        exports["._pages"] = pages
    exports.update({f"._runtime.{module}": found for module, found in _RUNTIME.items()})
    if _has_streams(blueprint):
        exports["._runtime.errors"] += ("StreamError",)
    doc = one_line(blueprint.api.doc) or f"A client of {blueprint.api.title}."
    lazy = lazy_package(blueprint, ".", doc, exports, _submodules(blueprint))
    yield PlannedFile(
        f"{names.package}/__init__.py",
        "package/__init__.py.jinja",
        RootPackageView(
            lazy.header, lazy.reexports, lazy.submodules, literal(version(blueprint))
        ),
    )
    yield PlannedFile(
        f"{names.package}/py.typed", "package/py.typed.jinja", EmptyFileView()
    )
    custom = header(
        blueprint,
        Scope(".custom", is_package=True),
        f"Your own code around {names.client}; sdksmith never changes it again.",
    )
    yield PlannedFile(
        f"{names.package}/custom/__init__.py",
        "package/custom/__init__.py.jinja",
        ModuleView(custom),
        owned=False,
    )


def _has_streams(blueprint: Blueprint) -> bool:
    """Whether an operation answers item by item, so that an item may be an error."""
    return any(
        content.encoding in STREAMS
        for operation in blueprint.api.operations
        for response in operation.responses
        for content in response.contents
    )


def _submodules(blueprint: Blueprint) -> tuple[str, ...]:
    return ("types", WEBHOOKS) if blueprint.names.webhooks else ("types",)

"""Plans `_errors.py`: an error class for each status that matters."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from sdksmith.ir.types import Ref
from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.member_paths import MemberPaths
from sdksmith.python.plan import PlannedFile
from sdksmith.python.runtime import runtime
from sdksmith.python.types import Symbol, optional, shown
from sdksmith.python.views.client import (
    ErrorClassView,
    ErrorDetailView,
    ErrorsModuleView,
)
from sdksmith.python.views.module import ArgumentView

MODULE = "._errors"
STATUS_ERROR = "APIStatusError"
SERVER_ERROR = "ServerError"

_USUAL = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
_CLIENT_ERRORS = range(400, 500)


def base_error(blueprint: Blueprint) -> str:
    """The name of the class that all errors of the package share."""
    return f"{blueprint.names.client.client}Error"


def error_classes(blueprint: Blueprint) -> dict[int, str]:
    """The class of each status: the usual ones, and those the document names."""
    documented = {
        response.status.low
        for operation in blueprint.api.operations
        for response in operation.responses
        if response.is_error and response.status.is_single
    }
    found = dict(_USUAL)
    for status in documented & {int(each) for each in HTTPStatus} - set(_USUAL):
        if status in _CLIENT_ERRORS:
            found[status] = _name(status)
    return dict(sorted(found.items()))


def plan_errors(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The module of error classes."""
    classes = error_classes(blueprint)
    base = base_error(blueprint)
    defined = frozenset((base, STATUS_ERROR, SERVER_ERROR, "ERRORS", *classes.values()))
    scope = Scope(MODULE, defined)
    for name in ("SDKError", "StatusError"):
        scope.name(Symbol("._runtime.errors", name))
    scope.name(runtime("StatusErrors"))
    scope.name(Symbol("typing", "Final"))
    scope.name(Symbol("typing", "TypeAlias"))
    detail = _detail(blueprint, scope)
    table = tuple(_table(blueprint, scope, classes))
    views = (
        *(ErrorClassView(name, _phrase(code)) for code, name in classes.items()),
        ErrorClassView(SERVER_ERROR, "Status 500 and above."),
    )
    view = ErrorsModuleView(
        header(blueprint, scope, "The errors that calls raise.", defined),
        base,
        f"What every error of `{blueprint.names.client.package}` is.",
        detail,
        views,
        table,
    )
    path = f"{blueprint.names.client.package}/_errors.py"
    yield PlannedFile(path, "package/_errors.py.jinja", view)


def _detail(blueprint: Blueprint, scope: Scope) -> ErrorDetailView | None:
    shape = blueprint.api.error_shape
    if shape is None:
        return None
    body, annotations = Ref(shape.schema), Annotations(blueprint)
    paths = MemberPaths(blueprint)
    of, path = paths.type_at(body, shape.detail), paths.attributes(body, shape.detail)
    if of is None or path is None or len(shape.detail) > 1:
        return None
    return ErrorDetailView(
        scope.text(optional(annotations.received(of))),
        # `isinstance` takes the class of a family, not its tagged alias.
        scope.text(shown(blueprint.symbol(shape.schema))),
        f".{path}" if path else "",
    )


def _table(
    blueprint: Blueprint, scope: Scope, classes: dict[int, str]
) -> Iterator[ArgumentView]:
    shape = blueprint.api.error_shape
    yield ArgumentView("default", STATUS_ERROR)
    if shape is not None:
        body = Annotations(blueprint).received(Ref(shape.schema))
        yield ArgumentView("body", scope.text(body))
    entries = ", ".join(f"{status}: {name}" for status, name in classes.items())
    yield ArgumentView("by_status", f"{{{entries}}}")
    yield ArgumentView("server", SERVER_ERROR)
    if shape is not None and shape.code is not None:
        yield ArgumentView("code", literal(".".join(shape.code)))
    if shape is not None and shape.message is not None:
        yield ArgumentView("message", literal(".".join(shape.message)))


def _name(status: int) -> str:
    words = HTTPStatus(status).phrase.replace("-", " ").replace("'", "").split()
    name = "".join(word[:1].upper() + word[1:].lower() for word in words)
    return f"{name.removesuffix('Error')}Error"


def _phrase(status: int) -> str:
    return f"Status {status}, {HTTPStatus(status).phrase}."

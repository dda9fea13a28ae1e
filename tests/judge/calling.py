"""Calls every method of a package's client, and completes every model; run as a script.

Answers are `{}`, whatever was asked; what counts is that each request is built and sent,
and that nothing but an error of the SDK comes back.
"""

from __future__ import annotations

import inspect
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

import httpx2
from real.calling import Method, Untyped, called, client_class, methods

if TYPE_CHECKING:
    from types import TracebackType

SECONDS = 20
"""Time for one call or model."""

TOKEN = {"access_token": "token", "token_type": "bearer", "expires_in": 3600}
"""Also what an OAuth2 token endpoint would say."""


class Wire:
    """Stands for the network: takes note of each request, and answers."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.client = httpx2.Client(transport=httpx2.MockTransport(self.answer))

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to every request."""
        self.requests.append(request.method)
        return httpx2.Response(200, json=TOKEN)


def made_client(package: str, wire: Wire) -> Untyped:
    """The client with all its credentials, over the wire."""
    kind = client_class(package)
    wanted = inspect.signature(kind).parameters
    return kind(
        base_url="https://api.invalid",
        on_mismatch="ignore",
        max_retries=0,
        http_client=wire.client,
        **{name: "key" for name in wanted if name != "options"},
    )


def outcome_of_call(method: Method, package: str, wire: Wire) -> str:
    """What goes wrong when a method is called; empty if nothing does."""
    wire.requests.clear()
    sdk_error = import_module(f"{package}._runtime.errors").SDKError
    try:
        called(method, package, {})
    except sdk_error as error:
        if not wire.requests:
            return f"not sent: {type(error).__name__}: {error}"
    return "" if wire.requests else "not sent"


def models(package: Path) -> list[Untyped]:
    """Every model class of the package."""
    kind = import_module(f"{package.name}._runtime.models").Model
    for path in sorted(package.glob("types/*.py")):
        stem = "" if path.stem == "__init__" else f".{path.stem}"
        import_module(f"{package.name}.types{stem}")
    own = [m for m in {*_below(kind)} if "._runtime" not in m.__module__]
    return sorted(own, key=lambda model: (model.__module__, model.__qualname__))


def _below(kind: Untyped) -> list[Untyped]:
    return [one for child in kind.__subclasses__() for one in (child, *_below(child))]


def outcome_of_model(model: Untyped) -> str:
    """What goes wrong when the validator of a model is built."""
    return "" if model.__pydantic_complete__ or model.model_rebuild() else "incomplete"


class Guard:
    """Bounds the time of what is done within, and tells what went wrong."""

    def __init__(self) -> None:
        self.said = ""

    def __enter__(self) -> Self:
        signal.alarm(SECONDS)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> bool:
        signal.alarm(0)
        if error is not None:
            place = traceback.extract_tb(error.__traceback__)[-1]
            text = " ".join(str(error).split())[:300]
            where = f"{Path(place.filename).name}:{place.lineno}"
            self.said = f"{type(error).__name__}: {text} ({where})"
        return isinstance(error, Exception)


def overdue(_signal: int, _frame: object) -> None:
    """Ends what takes too long."""
    raise TimeoutError("took too long")


def main(package: Path) -> None:
    """Print one line for each thing tried: its kind, name, and what went wrong."""
    sys.path.insert(0, str(package.parent))
    signal.signal(signal.SIGALRM, overdue)
    wire = Wire()
    client = made_client(package.name, wire)
    for method in methods(client, package.name):
        with Guard() as guard:
            guard.said = outcome_of_call(method, package.name, wire)
        tell("call", *method.operation.split(" ", 1), method.name, guard.said)
    for model in models(package):
        with Guard() as guard:
            guard.said = outcome_of_model(model)
        tell("model", "", "", model.__qualname__, guard.said)


def tell(*fields: str) -> None:
    """Print one line."""
    sys.stdout.write("\t".join(field.replace("\t", " ") for field in fields) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

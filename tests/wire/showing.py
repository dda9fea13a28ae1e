"""Shows the very bytes that the methods of a document's client send."""

from __future__ import annotations

import inspect
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from generating import client_of
from places import TESTS
from real.calling import Method, Untyped, client_class, methods
from sockets import Answer, Seen, Server

DOCUMENTS = TESTS / "wire" / "documents"
_BOUNDARY = re.compile(r"boundary=(\w+)")


@dataclass(frozen=True)
class Shown:
    """A client with a server that takes everything."""

    methods: tuple[Method, ...]
    server: Server
    unreadable: type[Exception]
    """What is raised for the answer, which is not what this is about."""

    @classmethod
    def of(cls, document: str, package: str, folder: Path, server: Server) -> Shown:
        """The client of one of the documents here, made in a folder."""
        client_of(DOCUMENTS / document, package).write(folder)
        sys.path.append(str(folder))
        kind = client_class(package)
        wanted = inspect.signature(kind).parameters
        credentials = {name: f"my {name}" for name in wanted if name != "options"}
        client: Untyped = kind(base_url=server.url, **credentials)
        errors = import_module(f"{package}._runtime.errors")
        return cls(tuple(methods(client, package)), server, errors.DecodeError)

    def arguments(self, operation: str) -> frozenset[str]:
        """The names of all that the method of an operation takes."""
        found = next(one for one in self.methods if one.operation == operation)
        return frozenset(inspect.signature(found.bound).parameters)

    def sent(
        self, operation: str, arguments: dict[str, object], number: int = 0
    ) -> Seen:
        """What the method of an operation sends; the first of several that share it."""
        found = [one for one in self.methods if one.operation == operation]
        self.server.seen.clear()
        with suppress(self.unreadable):
            found[number].bound(**arguments)
        [seen] = self.server.seen
        return seen


def parts(seen: Seen) -> list[str]:
    """The parts of a multipart body: their heads and contents, without the boundary."""
    found = _BOUNDARY.search(seen.headers["content-type"])
    assert found, "a multipart body has a boundary"
    mark = f"--{found[1]}"
    text = seen.body.decode()
    assert text.startswith(f"{mark}\r\n")
    assert text.endswith(f"\r\n{mark}--\r\n")
    inner = text.removeprefix(f"{mark}\r\n").removesuffix(f"\r\n{mark}--\r\n")
    return inner.split(f"\r\n{mark}\r\n")


def taking_everything() -> Server:
    """A server that answers everything with a word."""
    return Server(lambda _: Answer(200, b"taken", {"Content-Type": "text/plain"}))

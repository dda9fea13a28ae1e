"""A server that shows the very bytes it got, and answers with given ones."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Seen:
    """One request as it came over the socket."""

    line: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def target(self) -> str:
        return self.line.split(" ")[1]


@dataclass(frozen=True)
class Answer:
    """What to send back; `drop` closes without a word, `wait` delays it.

    `ends` closes the connection after it, `pieces` are written one by one.
    """

    status: int = 204
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    drop: bool = False
    wait: float = 0.0
    ends: bool = False
    pieces: Sequence[bytes] = ()


Answers: TypeAlias = Callable[[Seen], Answer]


class Server:
    """Listens on 127.0.0.1, one thread a connection."""

    def __init__(self, answers: Answers, *, keeps: bool = True) -> None:
        self.seen: list[Seen] = []
        self.connections = 0
        self._answers = answers
        self._keeps = keeps
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listener]
        self._stopped = threading.Event()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def stop(self) -> None:
        self._stopped.set()
        # Before its number is free, or the thread would accept for the next server.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join(1)
        for opened in self._open:
            opened.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            self.connections += 1
            threading.Thread(
                target=self._serve, args=(connection,), daemon=True
            ).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rb") as stream:
            while line := stream.readline():
                headers = dict(_headers(stream.readline))
                seen = Seen(
                    line.decode().strip(),
                    headers,
                    (
                        _body(stream.read, stream.readline, headers)
                        if self._keeps
                        else _skipped(stream.read, stream.readline, headers)
                    ),
                )
                self.seen.append(seen)
                answer = self._answers(seen)
                if answer.wait and self._stopped.wait(answer.wait):
                    return
                if answer.drop:
                    return
                connection.sendall(_written(answer))
                for piece in answer.pieces:
                    connection.sendall(piece)
                if answer.ends:
                    return


def _headers(read: Callable[[], bytes]) -> Iterator[tuple[str, str]]:
    while (line := read().strip()) != b"":
        name, _, value = line.decode("latin-1").partition(":")
        yield name.lower(), value.strip()


def _body(
    read: Callable[[int], bytes],
    line: Callable[[], bytes],
    headers: Mapping[str, str],
) -> bytes:
    if headers.get("transfer-encoding") == "chunked":
        chunks: list[bytes] = []
        while size := int(line() or b"0", 16):
            chunks.append(read(size))
            line()
        line()
        return b"".join(chunks)
    return read(int(headers.get("content-length", "0")))


def _skipped(
    read: Callable[[int], bytes],
    line: Callable[[], bytes],
    headers: Mapping[str, str],
) -> bytes:
    if headers.get("transfer-encoding") == "chunked":
        while size := int(line() or b"0", 16):
            read(size)
            line()
        line()
    rest = int(headers.get("content-length", "0"))
    while rest and (chunk := read(min(rest, 65536))):
        rest -= len(chunk)
    return b""


def _written(answer: Answer) -> bytes:
    headers = {"Content-Length": str(len(answer.body)), **answer.headers}
    if answer.status == 204:
        del headers["Content-Length"]
    lines = [f"HTTP/1.1 {answer.status} X"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + answer.body


@contextmanager
def serving(*answers: Answer, keeps: bool = True) -> Generator[Server]:
    """A server that gives these answers in turn, and the last one for ever.

    `keeps` False: what is sent to it is not kept.
    """
    rest = list(answers) or [Answer()]

    def next_answer(_: Seen) -> Answer:
        return rest.pop(0) if len(rest) > 1 else rest[0]

    with serving_by(next_answer, keeps=keeps) as server:
        yield server


@contextmanager
def serving_by(answers: Answers, *, keeps: bool = True) -> Generator[Server]:
    """A server that answers each request by what it is."""
    server = Server(answers, keeps=keeps)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def sending(kind: str, send: Callable[[socket.socket], None]) -> Generator[str]:
    """A server that answers its one request, and lets the rest be sent by hand."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\n"
            connection.sendall(f"{head}\r\n".encode())
            send(connection)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    with listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        thread.join(10)


def unused_url() -> str:
    """An address where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

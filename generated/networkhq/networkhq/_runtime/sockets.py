"""The sockets of the synchronous client: every wait ends with the call's deadline."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable

import httpcore2
from typing_extensions import override

from .progress import CURRENT, Progress


class Stream(httpcore2.NetworkStream):
    """A connection of httpcore2 that waits no longer than the call may take."""

    def __init__(self, inner: httpcore2.NetworkStream, *, encryptions: int = 0) -> None:
        self._inner = inner
        self._encryptions = encryptions

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        progress = CURRENT.get()
        if progress.is_late:
            raise httpcore2.ReadTimeout
        return progress.took(self._inner.read(max_bytes, progress.left(timeout)))

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        progress = CURRENT.get()
        plain = self._inner.get_extra_info("socket")
        # Within two encryptions, the socket knows of the outer one alone.
        if progress.ends_at is None or plain is None or self._encryptions > 1:
            self._inner.write(buffer, progress.left(timeout))
        else:
            _send(plain, buffer, timeout, progress)
        progress.wrote(buffer)

    @override
    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        progress = CURRENT.get()
        wait = progress.left(timeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, wait)
        progress.encrypts()
        return Stream(inner, encryptions=self._encryptions + 1)

    @override
    def close(self) -> None:
        self._inner.close()

    @override
    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _send(
    plain: socket.socket, buffer: bytes, timeout: float | None, progress: Progress
) -> None:
    view = memoryview(buffer)
    try:
        while view:
            if progress.is_late:
                raise httpcore2.WriteTimeout
            plain.settimeout(progress.left(timeout))
            view = view[plain.send(view) :]
    except TimeoutError:
        raise httpcore2.WriteTimeout from None
    except OSError as error:
        raise httpcore2.WriteError(str(error)) from None


class Sockets(httpcore2.NetworkBackend):
    """Opens connections whose waits end with the deadline of the call.

    Only the system's look-up of a host name cannot be cut short.
    """

    def __init__(self) -> None:
        self._plain = httpcore2.SyncBackend()

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        progress = CURRENT.get()
        progress.is_connected_anew = True
        failure: Exception = httpcore2.ConnectError("the host has no address")
        for address in _addresses(host, port):
            if progress.is_late:
                raise httpcore2.ConnectTimeout
            wait = progress.left(timeout)
            try:
                return Stream(
                    self._plain.connect_tcp(
                        address, port, wait, local_address, socket_options
                    )
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(str(error)) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))

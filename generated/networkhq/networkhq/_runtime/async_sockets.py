"""The sockets of the asynchronous client, which tell how far an exchange has come."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import cast

import httpcore2
from typing_extensions import override

from .progress import CURRENT


class AsyncStream(httpcore2.AsyncNetworkStream):
    """A connection of httpcore2 that notes what went out and came in."""

    def __init__(self, inner: httpcore2.AsyncNetworkStream) -> None:
        self._inner = inner

    @override
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return CURRENT.get().took(await self._inner.read(max_bytes, timeout))
        except ssl.SSLError as error:
            # An alert of TLS 1.3, which httpcore2 lets through.
            raise httpcore2.ReadError(str(error)) from None

    @override
    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            await self._inner.write(buffer, timeout)
        except ssl.SSLError as error:
            raise httpcore2.WriteError(str(error)) from None
        CURRENT.get().wrote(buffer)

    @override
    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        inner = await self._inner.start_tls(ssl_context, server_hostname, timeout)
        CURRENT.get().encrypts()
        return AsyncStream(inner)

    @override
    async def aclose(self) -> None:
        await self._inner.aclose()

    @override
    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class AsyncSockets(httpcore2.AsyncNetworkBackend):
    """Opens connections that note what went out and came in."""

    def __init__(self) -> None:
        plain: object = httpcore2.AnyIOBackend()
        self._plain = cast("httpcore2.AsyncNetworkBackend", plain)

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        CURRENT.get().is_connected_anew = True
        return AsyncStream(
            await self._plain.connect_tcp(
                host, port, timeout, local_address, socket_options
            )
        )

"""How far the exchange at hand has come, told by its sockets to who judges it."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from .clock import SystemTimer, Timer

SHORTEST = 0.001
"""Seconds that a wait may take at least; none at all would mean not to wait."""
_TUNNELLING = b"CONNECT "


@dataclass(slots=True)
class Progress:
    """What is known of one exchange while it is under way.

    `ends_at` is when it must be over. `is_watched`: the sockets are this runtime's
    own, so that the rest is known and not only supposed. `status_code` is that of the
    answer, where its head has come.
    """

    timer: Timer
    ends_at: float | None
    is_watched: bool = False
    is_connected_anew: bool = False
    has_sent: bool = False
    has_received: bool = False
    status_code: int | None = None

    @property
    def is_late(self) -> bool:
        """Whether it must be over."""
        return self.ends_at is not None and self.timer.monotonic() >= self.ends_at

    def left(self, timeout: float | None = None) -> float | None:
        """What a wait may take at most: its own time, or what is left of the call."""
        if self.ends_at is None:
            return timeout
        rest = max(SHORTEST, self.ends_at - self.timer.monotonic())
        return rest if timeout is None else min(timeout, rest)

    def wrote(self, data: bytes) -> None:
        """Note what went out; what asks a proxy for a tunnel is not for the API."""
        if data and not data.startswith(_TUNNELLING):
            self.has_sent = True

    def took(self, data: bytes) -> bytes:
        """What came in, noted."""
        self.has_received = self.has_received or data != b""
        return data

    def encrypts(self) -> None:
        """Note that encryption begins: what went out before was for a proxy."""
        self.has_sent = self.has_received = False

    @property
    def met_a_closed_connection(self) -> bool:
        """Whether a kept connection turned out to be closed by the other side."""
        return self.is_watched and not self.is_connected_anew and not self.has_received


_NOBODYS = Progress(SystemTimer(), None)
CURRENT: ContextVar[Progress] = ContextVar("progress", default=_NOBODYS)
"""The exchange of this thread or task; by default one that never ends."""


class UnderWay:
    """Lets the sockets know whose exchange they carry out."""

    __slots__ = ("_progress", "_token")

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __enter__(self) -> None:
        self._token = CURRENT.set(self._progress)

    def __exit__(self, *_: object) -> None:
        CURRENT.reset(self._token)

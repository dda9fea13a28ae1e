"""The whole answer to a call: what came back, and how."""

from __future__ import annotations

from typing import Generic

from typing_extensions import TypeVar

from .headers import Headers
from .mismatches import Mismatch
from .rate_limits import RateLimit, rate_limit_of

S_co = TypeVar("S_co", bound=int, covariant=True)
T_co = TypeVar("T_co", covariant=True)
H_co = TypeVar("H_co", bound=Headers, covariant=True, default=Headers)


class Response(Generic[S_co, T_co, H_co]):
    """Status, headers and decoded body; a union of these narrows by `status_code`."""

    __slots__ = (
        "_attempts",
        "_data",
        "_elapsed",
        "_headers",
        "_mismatches",
        "_request_id",
        "_status_code",
    )

    def __init__(
        self,
        status_code: S_co,
        data: T_co,
        headers: H_co,
        *,
        request_id: str | None = None,
        attempts: int = 1,
        elapsed: float = 0.0,
        mismatches: tuple[Mismatch, ...] = (),
    ) -> None:
        self._status_code = status_code
        self._data = data
        self._headers = headers
        self._request_id = request_id
        self._attempts = attempts
        self._elapsed = elapsed
        self._mismatches = mismatches

    @property
    def status_code(self) -> S_co:
        """The HTTP status; comparing it tells the type of `data`."""
        return self._status_code

    @property
    def data(self) -> T_co:
        """The decoded body."""
        return self._data

    @property
    def headers(self) -> H_co:
        """The headers of the answer; those that the document describes are attributes."""
        return self._headers

    @property
    def request_id(self) -> str | None:
        """The id that the API gave this request, for talking to its makers."""
        return self._request_id

    @property
    def rate_limit(self) -> RateLimit | None:
        """How many requests are left, where the API says so."""
        return rate_limit_of(self._headers)

    @property
    def attempts(self) -> int:
        """How often the request was sent."""
        return self._attempts

    @property
    def elapsed(self) -> float:
        """Seconds that the whole call took."""
        return self._elapsed

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Where the answer is not what the document promises."""
        return self._mismatches

    def __repr__(self) -> str:
        kind = type(self._data).__name__
        return f"Response({self._status_code}, {kind}, request_id={self._request_id!r})"

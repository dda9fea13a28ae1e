"""What options must be: a value that is something else is told by its option's name."""

from __future__ import annotations

import math
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Final, TypeAlias, cast, get_args

import httpx2

from .errors import ConfigurationError
from .hooks import Hooks
from .options import Limits, OnMismatch, Timeout, refuse_unknown


@dataclass(frozen=True, slots=True)
class Check:
    """What an option must be, in words and as a question; None too, if it `may_lack`.

    `is_secret`: its value may hold one, so that only its type is told.
    """

    words: str
    fits: Callable[[object], bool]
    may_lack: bool = False
    is_secret: bool = False


Checks: TypeAlias = Mapping[str, Check]


def check_options(options: Mapping[str, object], checks: Checks) -> None:
    """Say which option is unknown, or has a value that it cannot have."""
    refuse_unknown(options, checks)
    for name, value in options.items():
        check = checks[name]
        if not check.fits(value) and not (check.may_lack and value is None):
            words = f"{check.words} or None" if check.may_lack else check.words
            got = _kind(value) if check.is_secret else repr(value)
            raise ConfigurationError(f"{name}= must be {words}, not {got}")


def _kind(value: object) -> str:
    """What kind of thing a value is; nothing of what it holds is shown."""
    kind = type(value).__name__
    if not isinstance(value, Mapping):
        return kind
    pairs = cast("Mapping[object, object]", value).items()
    found = {f"{type(k).__name__} to {type(v).__name__}" for k, v in pairs}
    return f"{kind} of {' and '.join(sorted(found))}"


def _is(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds)


def _is_number(value: object) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and not math.isnan(cast("float", value))


def _is_above_zero(value: object) -> bool:
    return _is_number(value) and cast("float", value) > 0


def _is_timeout(value: object) -> bool:
    if not isinstance(value, Timeout):
        return _is_above_zero(value)
    phases = (value.connect, value.read, value.write, value.pool, value.total)
    return all(phase is None or _is_above_zero(phase) for phase in phases)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_limits(value: object) -> bool:
    if not isinstance(value, Limits):
        return False
    counts = (value.max_connections, value.max_keepalive_connections)
    expiry = value.keepalive_expiry
    return all(count is None or _is_count(count) for count in counts) and (
        expiry is None or (_is_number(expiry) and expiry >= 0)
    )


def _is_plain(value: object) -> bool:
    """Whether it can be called, and not awaited: that would never be done."""
    if not callable(value) or iscoroutinefunction(value):
        return False
    return not iscoroutinefunction(type(value).__call__)


def _are_plain(value: object) -> bool:
    return isinstance(value, Hooks) and all(
        hook is None or _is_plain(hook)
        for hook in (value.request, value.response, value.retry, value.mismatch)
    )


def _is_mapping(*kinds: type) -> Callable[[object], bool]:
    """Whether it is a mapping of texts to these."""

    def fits(value: object) -> bool:
        if not isinstance(value, Mapping):
            return False
        pairs = cast("Mapping[object, object]", value).items()
        return all(isinstance(k, str) and isinstance(v, kinds) for k, v in pairs)

    return fits


def _is_sequence(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    """Whether it is a sequence, and no text, of what fits."""

    def fit(value: object) -> bool:
        if isinstance(value, (str, bytes)) or not isinstance(value, Sequence):
            return False
        return all(map(fits, cast("Iterable[object]", value)))

    return fit


def _is_certificate(value: object) -> bool:
    files = cast("tuple[object, ...]", value)
    return isinstance(value, str) or (
        isinstance(value, tuple)
        and len(files) in {2, 3}
        and all(isinstance(file, str) for file in files)
    )


def _is_clock(value: object) -> bool:
    names = ("monotonic", "wall", "random", "sleep")
    return all(callable(getattr(value, name, None)) for name in names)


def _one_of(values: Iterable[object]) -> tuple[str, Callable[[object], bool]]:
    known = tuple(values)
    words = " or ".join(f'"{value}"' for value in known)
    return words, lambda value: isinstance(value, str) and value in known


_TEXT = _is(str)
_FLAG = Check("True or False", _is(bool))
_SECONDS = "a number of seconds above 0"
_EITHER_CALL: dict[str, Check] = {
    "timeout": Check(f"{_SECONDS}, a Timeout of such", _is_timeout, may_lack=True),
    "max_retries": Check("a whole number from 0 on", _is_count),
    "on_mismatch": Check(*_one_of(get_args(OnMismatch))),
    "terminator": Check("a text", _TEXT, may_lack=True),
}
REQUEST_CHECKS: Final[Checks] = {
    **_EITHER_CALL,
    "deadline": Check("a number of seconds", _is_number, may_lack=True),
    "headers": Check(
        "a mapping of texts to texts or None",
        _is_mapping(str, type(None)),
        is_secret=True,
    ),
    "query": Check("a mapping by names", _is_mapping(object), is_secret=True),
    "body": Check("a mapping by names", _is_mapping(object), is_secret=True),
    "retry_unsafe": _FLAG,
    "idempotency_key": Check("a text", _TEXT, is_secret=True),
    "prefetch": _FLAG,
    "progress": Check("a function that is not async", _is_plain, is_secret=True),
}
_SHARED: dict[str, Check] = {
    **_EITHER_CALL,
    "base_url": Check("a text", _TEXT, may_lack=True, is_secret=True),
    "server": Check("a position or a name", _is(int, str)),
    "server_variables": Check("a mapping of texts to texts", _is_mapping(str)),
    "deadline": Check(_SECONDS, _is_above_zero, may_lack=True),
    "default_headers": Check(
        "a mapping of texts to texts", _is_mapping(str), is_secret=True
    ),
    "default_query": Check("a mapping by names", _is_mapping(object), is_secret=True),
    "hooks": Check("Hooks of functions that are not async", _are_plain, is_secret=True),
    "token_url": Check("a text", _TEXT, is_secret=True),
    "scopes": Check("a sequence of texts", _is_sequence(_TEXT)),
    "proxy": Check("a URL as text", _TEXT, may_lack=True, is_secret=True),
    "http2": _FLAG,
    "limits": Check("Limits of numbers from 0 on", _is_limits),
    "verify": Check(
        "True, False, a path or a context of ssl",
        _is(bool, str, Path, ssl.SSLContext),
    ),
    "cert": Check(
        "a path or a tuple of two or three texts",
        _is_certificate,
        may_lack=True,
        is_secret=True,
    ),
    "trust_env": _FLAG,
    "middleware": Check("a sequence of functions", _is_sequence(callable)),
    "call_middleware": Check("a sequence of functions", _is_sequence(callable)),
    "clock": Check("a clock", _is_clock),
}
_PLAIN = Check(
    "a sequence of functions that are not async",
    _is_sequence(_is_plain),
    is_secret=True,
)
CLIENT_CHECKS: Final[Checks] = {
    **_SHARED,
    "middleware": _PLAIN,
    "call_middleware": _PLAIN,
    "http_client": Check("an httpx2.Client", _is(httpx2.Client), may_lack=True),
    "transport": Check(
        "an httpx2.BaseTransport", _is(httpx2.BaseTransport), may_lack=True
    ),
}
ASYNC_CLIENT_CHECKS: Final[Checks] = {
    **_SHARED,
    "http_client": Check(
        "an httpx2.AsyncClient", _is(httpx2.AsyncClient), may_lack=True
    ),
    "transport": Check(
        "an httpx2.AsyncBaseTransport", _is(httpx2.AsyncBaseTransport), may_lack=True
    ),
}

"""What an API says about how many requests are left, in its several spellings."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

_PREFIXES = ("ratelimit-", "x-ratelimit-", "x-rate-limit-")
_NUMBER = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)")
# A list of structured fields (RFC 9651): `"name";r=50;t=30`.
_ITEM = re.compile(r'\s*("[^"]*"|[A-Za-z*][^;,\s]*)((?:\s*;\s*[a-z]+=[^;,]*)*)')
_PARAMETER = re.compile(r";\s*([a-z]+)=([0-9]+)")
# `limit=100, remaining=50, reset=5`, as earlier drafts had it.
_NAMED = re.compile(r"\b(limit|remaining|reset)=([0-9]+)")
_MOMENT = 1e9
_MOMENT_IN_MILLISECONDS = 1e11


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How many requests an API grants, as far as it says so.

    `limit` of them in `window` seconds, of which `remaining` are left until the
    count begins anew, `reset_after` seconds from the answer on.
    """

    limit: int | None = None
    remaining: int | None = None
    reset_after: float | None = None
    window: int | None = None
    policy: str | None = None


def rate_limit_of(headers: Mapping[str, str]) -> RateLimit | None:
    """What the headers of an answer say; None where they say nothing.

    Of several limits, the one of which the least is left.
    """
    found = _structured(headers)
    if found is not None:
        return found
    for prefix in _PREFIXES:
        limit = _number(headers.get(prefix + "limit"))
        remaining = _number(headers.get(prefix + "remaining"))
        reset = _number(headers.get(prefix + "reset"))
        if limit is not None or remaining is not None:
            return RateLimit(_whole(limit), _whole(remaining), _seconds(reset, headers))
    return None


def _structured(headers: Mapping[str, str]) -> RateLimit | None:
    text = headers.get("ratelimit", "")
    named = {name: int(value) for name, value in _NAMED.findall(text)}
    if named:
        return RateLimit(named.get("limit"), named.get("remaining"), named.get("reset"))
    policies = dict(_items(headers.get("ratelimit-policy", "")))
    found = [_joined(name, now, policies.get(name, {})) for name, now in _items(text)]
    if not found:
        found = [_joined(name, {}, policy) for name, policy in policies.items()]
    known = [each for each in found if (each.limit, each.remaining) != (None, None)]
    return min(known, key=_left, default=None)


def _joined(name: str, now: Mapping[str, int], policy: Mapping[str, int]) -> RateLimit:
    return RateLimit(policy.get("q"), now.get("r"), now.get("t"), policy.get("w"), name)


def _left(limit: RateLimit) -> float:
    return math.inf if limit.remaining is None else limit.remaining


def _items(text: str) -> list[tuple[str, dict[str, int]]]:
    return [
        (name.strip('"'), {key: int(value) for key, value in _PARAMETER.findall(rest)})
        for name, rest in _ITEM.findall(text)
    ]


def _number(text: str | None) -> float | None:
    found = None if text is None else _NUMBER.match(text)
    value = math.inf if found is None else float(found.group(1))
    return value if math.isfinite(value) else None


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def _seconds(reset: float | None, headers: Mapping[str, str]) -> float | None:
    """Seconds from the answer on; some APIs give a moment since 1970."""
    if reset is None or reset < _MOMENT:
        return reset
    if reset >= _MOMENT_IN_MILLISECONDS:
        reset /= 1000
    return max(0.0, reset - _moment_of(headers))


def _moment_of(headers: Mapping[str, str]) -> float:
    try:
        return parsedate_to_datetime(headers.get("date", "")).timestamp()
    except (ValueError, TypeError, LookupError, OverflowError):
        return time.time()

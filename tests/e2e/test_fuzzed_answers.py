"""Whatever an API answers: its value or one error, nothing raw, nothing coerced."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkhq._runtime.decode import Mode, decode
from networkhq._runtime.encode import to_json_bytes
from networkhq._runtime.mismatches import UndecodableError
from networkhq.testing import make

Json: TypeAlias = Any
MODES: tuple[Mode, ...] = ("warn", "raise", "ignore")
MADE = [getattr(make, name)() for name in dir(make) if not name.startswith("_")]
SAMPLES = [(type(made), json.loads(to_json_bytes(made))) for made in MADE]
ODD = st.sampled_from(
    [1, 1.0, 1.9, 0, -1, 2**70, 1e300, True, False, None, "", "1", "yes", "true", "é"]
) | st.sampled_from(["2024-01-01T00:00:00Z", "2024-01-01", [], [None], {}, {"a": 1}])
VALUES: st.SearchStrategy[Json] = st.recursive(
    ODD | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
# A date in place of a moment is noted, and read as its first one.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d.*)?")


@st.composite
def changed(draw: st.DrawFn) -> tuple[type, Json]:
    """A model, and an object of it with other values here and there."""
    kind, sample = draw(st.sampled_from(SAMPLES))
    raw = json.loads(json.dumps(sample))
    for _ in range(draw(st.integers(1, 3))):
        _change(draw, raw)
    return kind, raw


def _change(draw: st.DrawFn, raw: Json) -> None:
    holder = raw
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            return
        key = draw(st.sampled_from(keys))
        inner = holder[key]
        if not isinstance(inner, (dict, list)) or draw(st.booleans()):
            break
        holder = inner
    if isinstance(holder, dict) and draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = json.loads(json.dumps(draw(VALUES)))


def _spelled(value: Json) -> Json:
    """The JSON with its kinds: `true` is not 1; 1.0 is (JSON Schema); moments alike."""
    match value:
        case dict():
            return {name: _spelled(inner) for name, inner in value.items()}
        case list():
            return [_spelled(inner) for inner in value]
        case str() if _MOMENT.fullmatch(value):
            return "a moment"
        case bool() | None | str():
            return (type(value).__name__, value)
        case _:
            return ("number", value)


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None)
@given(answer=changed())
def test_an_answer_is_kept_as_it_is_or_refused(
    mode: Mode, answer: tuple[type, Json]
) -> None:
    kind, raw = answer

    with suppress(UndecodableError):
        found = decode(kind, json.dumps(raw).encode(), mode=mode)
        assert _spelled(json.loads(to_json_bytes(found.value))) == _spelled(raw)
        assert mode != "raise" or found.mismatches == ()


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None)
@given(kind=st.sampled_from([kind for kind, _ in SAMPLES]), raw=VALUES)
def test_any_json_is_a_value_or_one_error(mode: Mode, kind: type, raw: Json) -> None:
    with suppress(UndecodableError):
        decode(kind, json.dumps(raw).encode(), mode=mode)


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None)
@given(answer=st.sampled_from(SAMPLES), data=st.data())
def test_broken_bytes_are_a_value_or_one_error(
    mode: Mode, answer: tuple[type, Json], data: st.DataObject
) -> None:
    kind, raw = answer
    body = bytearray(json.dumps(raw).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(body)))

    for text in (bytes(body), bytes(body[:cut])):
        with suppress(UndecodableError):
            decode(kind, text, mode=mode)

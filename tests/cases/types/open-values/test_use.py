from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import types_open_values
from server import reply
from types_open_values import Weather, omit

if TYPE_CHECKING:
    from server import LoopbackServer

READING: dict[str, object] = {
    "id": 1,
    "kind": "reading",
    "taken-at": "2024-01-02T03:04:05Z",
    "day": "2024-01-02",
    "value": 1.5,
    "sky": "class",
    "wind": None,
    "level": 2,
    "tags": {"a b": "c"},
    "nearby": [],
}


@pytest.mark.filterwarnings("error")
def test_known_and_unknown_values_come_back_as_they_were(
    server: LoopbackServer,
) -> None:
    near = READING | {"sky": "hail", "level": 7}
    body = READING | {"nearby": [near]}
    server.on("GET /readings/{id}", reply(body))

    with Weather(base_url=server.url) as client:
        reading = client.readings.get(1)

    assert (reading.sky, reading.level, reading.wind) == ("class", 2, None)
    assert reading.taken_at == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert reading.day == date(2024, 1, 2)
    assert reading.nearby is not None
    assert isinstance(reading.nearby[0].sky, types_open_values.UnknownValue)
    assert reading.nearby[0].level == 7
    assert json.loads(reading.to_json()) == body


def test_a_patch_sends_null_only_where_it_is_said(server: LoopbackServer) -> None:
    with Weather(base_url=server.url) as client:
        client.readings.update(1, value=None)
        client.readings.update(1, value=omit, sky="clear")

    assert [request.json for request in server.requests] == [
        {"value": None},
        {"sky": "clear"},
    ]

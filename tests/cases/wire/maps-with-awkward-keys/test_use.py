from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sockets import Answer, serving
from twins import in_both
from wire_maps_with_awkward_keys import AsyncMapsWithAwkwardKeys, MapsWithAwkwardKeys

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY = b'{"keys":{"items":1,"get":2},"":{"__class__":3},"copy":{}}'


def received() -> Mapping[str, Mapping[str, int]]:
    with serving(Answer(200, BODY, {"Content-Type": "application/json"})) as server:
        return in_both(
            MapsWithAwkwardKeys(base_url=server.url),
            AsyncMapsWithAwkwardKeys(base_url=server.url),
            lambda client: client.m.get(),
        )


def test_every_key_is_reachable_whatever_it_is_called() -> None:
    found = received()

    assert (found["keys"]["items"], found["keys"]["get"]) == (1, 2)
    assert found[""]["__class__"] == 3
    assert found["copy"] == {}


def test_a_map_has_its_keys_and_no_more_and_goes_out_as_it_came_in() -> None:
    found = received()

    assert len(found) == 3
    assert list(found) == ["keys", "", "copy"]
    assert json.loads(json.dumps(found)) == json.loads(BODY)

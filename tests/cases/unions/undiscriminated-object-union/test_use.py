from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import unions_undiscriminated_object_union as client
from server import reply
from twins import in_both
from unions_undiscriminated_object_union import types
from variants import imported

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

DOCUMENT = Path(__file__).with_name("spec.yaml").read_text("utf-8")
SMALL, BIG = (
    "{$ref: '#/components/schemas/Small'}",
    "{$ref: '#/components/schemas/Big'}",
)
ANSWER: list[dict[str, object]] = [
    {"name": "x"},
    {"name": "y", "size": 2},
    {"code": "a"},
    {"name": "z", "extra": 1},
    {},
]
CLASSES = ["Small", "Big", "Other", "Small", "Small"]


@pytest.fixture
def found(server: LoopbackServer) -> list[types.D]:
    server.on("GET /d", reply(ANSWER))
    return in_both(
        client.UndiscriminatedObjectUnion(base_url=server.url),
        client.AsyncUndiscriminatedObjectUnion(base_url=server.url),
        lambda it: it.d.get(),
    )


def test_required_keys_then_fewest_unknown_keys_decide(found: list[types.D]) -> None:
    assert [type(item).__name__ for item in found] == CLASSES
    assert found[1] == types.Big(name="y", size=2)


def test_the_list_round_trips(found: list[types.D]) -> None:
    assert [item.to_dict() for item in found] == ANSWER


def test_the_order_of_the_document_changes_no_class(
    server: LoopbackServer, tmp_path: Path
) -> None:
    server.on("GET /d", reply(ANSWER))
    swapped = imported(
        DOCUMENT.replace(f"{SMALL}, {BIG}", f"{BIG}, {SMALL}"),
        "swapped_union",
        tmp_path,
    )

    with swapped.UndiscriminatedObjectUnion(base_url=server.url) as it:
        found = it.d.get()

    assert [type(item).__name__ for item in found] == CLASSES

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import pytest
from pydantic import ValidationError
from server import reply
from twins import in_both
from unions_discriminator_default import AsyncDefaults, Defaults, types

if TYPE_CHECKING:
    from server import LoopbackServer

PETS = [{"kind": "cat", "lives": 9}, {"kind": "ant", "legs": 6}, {"legs": 2}]
SHAPES = [{"form": "Circle", "radius": 1.5}, {"form": "odd", "area": 2.0}, {"area": 3}]


@pytest.mark.filterwarnings("error")
def test_any_other_tag_and_none_means_the_default(server: LoopbackServer) -> None:
    server.on("GET /pets", reply(PETS))

    found = in_both(
        Defaults(base_url=server.url),
        AsyncDefaults(base_url=server.url),
        lambda client: client.pets.list(),
    )

    assert found == [
        types.Cat(kind="cat", lives=9),
        types.OtherPet(kind="ant", legs=6),
        types.OtherPet(legs=2),
    ]


def test_a_match_over_the_alternatives_needs_no_unknown_one() -> None:
    def told(pet: types.Pet) -> int | None:
        match pet:
            case types.Cat():
                return pet.lives
            case types.Dog():
                return pet.tricks
            case types.OtherPet():
                return pet.legs
            case _:
                assert_never(pet)

    assert told(types.OtherPet(legs=6)) == 6


@pytest.mark.filterwarnings("error")
def test_children_of_a_base_have_a_default_too(server: LoopbackServer) -> None:
    server.on("GET /shapes", reply(SHAPES))

    found = in_both(
        Defaults(base_url=server.url),
        AsyncDefaults(base_url=server.url),
        lambda client: client.shapes.list(),
    )

    expected: list[type[types.Shape]] = [types.Circle, types.Blob, types.Blob]
    assert [type(shape) for shape in found] == expected


def test_a_base_that_is_several_things_sends_none_without_being_told() -> None:
    with pytest.raises(ValidationError):
        types.Action.model_validate({})

    assert types.Move(to="x").to_dict() == {"type": "move", "to": "x"}
    assert types.Action(type="stop").to_dict() == {"type": "stop"}


def test_what_does_not_fit_the_default_is_told(server: LoopbackServer) -> None:
    server.on("GET /pets", reply([{"kind": "ant", "legs": "six"}]))

    with Defaults(base_url=server.url, on_mismatch="ignore") as client:
        [pet] = client.pets.list()

    assert isinstance(pet, types.OtherPet)
    assert [(issue.path, issue.got) for issue in pet.mismatches]

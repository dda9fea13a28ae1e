from __future__ import annotations

from typing import TYPE_CHECKING, assert_type

import pytest
import unions_discriminator_allof_inheritance as client
from server import reply
from twins import in_both
from unions_discriminator_allof_inheritance import types

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

PETS: list[dict[str, object]] = [
    {"petType": "Cat", "lives": 9, "friend": {"petType": "dog", "bark": "w"}},
    {"petType": "dog", "bark": "x"},
    {"petType": "Puppy", "bark": "y", "age": 1},
    {"petType": "Fish", "name": "n"},
]


@pytest.fixture
def pets(server: LoopbackServer) -> list[types.Pet]:
    server.on("GET /pets", reply(PETS))
    found = in_both(
        client.DiscriminatorAllofInheritance(base_url=server.url),
        client.AsyncDiscriminatorAllofInheritance(base_url=server.url),
        lambda it: it.pets.list(),
    )
    assert_type(found, list[types.Pet])
    return found


def test_each_pet_has_the_class_of_its_tag(pets: list[types.Pet]) -> None:
    assert pets == [
        types.Cat(lives=9, friend=types.Dog(bark="w")),
        types.Dog(bark="x"),
        types.Puppy(bark="y", age=1),
        types.Pet(pet_type="Fish", name="n"),
    ]


def test_a_puppy_is_a_dog_and_a_pet() -> None:
    puppy = types.Puppy(bark="y")

    dog: types.Dog = puppy
    pet: types.Pet = dog
    assert isinstance(pet, types.Dog)


def test_nothing_is_lost_where_the_static_type_is_the_parent(
    pets: list[types.Pet],
) -> None:
    assert [pet.to_dict() for pet in pets] == PETS


def test_the_tag_goes_without_saying(server: LoopbackServer) -> None:
    server.on("POST /cat", reply(PETS[0]))

    in_both(
        client.DiscriminatorAllofInheritance(base_url=server.url),
        client.AsyncDiscriminatorAllofInheritance(base_url=server.url),
        lambda it: it.cat.create(lives=9, friend=types.Puppy(bark="w")),
    )

    assert [request.json for request in server.requests] == [
        {"petType": "Cat", "lives": 9, "friend": {"petType": "Puppy", "bark": "w"}}
    ] * 2


def test_a_child_has_its_tag_though_the_enum_forgot_it() -> None:
    assert types.BackUp(days=3).type == "back_up"


def test_the_body_of_an_error_has_the_class_of_its_tag(server: LoopbackServer) -> None:
    server.on("GET /shapes", reply({"kind": "Missing", "what": "all"}, status=404))

    with pytest.raises(client.NotFoundError) as caught:
        client.DiscriminatorAllofInheritance(base_url=server.url).shapes.list()

    assert caught.value.error == types.Missing(what="all")

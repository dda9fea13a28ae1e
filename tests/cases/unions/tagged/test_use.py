from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from server import reply
from unions_tagged import UnknownVariant, Zoo, types

if TYPE_CHECKING:
    from server import LoopbackServer

ANIMALS: list[dict[str, object]] = [
    {
        "kind": "cat",
        "name": "Mia",
        "lives": 9,
        "friend": {"kind": "dog", "name": "Rex"},
    },
    {"kind": "dog", "name": "Rex", "barks": True, "friend": None},
    {"kind": "emu", "name": "Edna", "height": 2},
    {"name": "nobody knows"},
]


def told(animal: types.Animal) -> str:
    match animal:
        case types.Cat(lives=lives):
            return f"cat with {lives} lives"
        case types.Dog(barks=barks):
            return f"dog, barks: {barks}"
        case UnknownVariant(raw=raw):
            return f"unknown: {raw['name']}"
        case _:
            assert_never(animal)


def test_each_tag_gives_its_variant_and_an_unknown_one_is_kept(
    server: LoopbackServer,
) -> None:
    server.on("GET /animals", reply(ANIMALS))

    with Zoo(base_url=server.url) as client:
        animals = client.animals.list()

    assert [told(animal) for animal in animals] == [
        "cat with 9 lives",
        "dog, barks: True",
        "unknown: Edna",
        "unknown: nobody knows",
    ]
    assert isinstance(animals[0], types.Cat)
    assert isinstance(animals[0].friend, types.Dog)


def test_a_variant_is_sent_with_its_tag(server: LoopbackServer) -> None:
    with Zoo(base_url=server.url) as client:
        client.animals.create(body={"kind": "cat", "name": "Mia"})
        client.animals.create(body=types.Dog(kind="dog", name="Rex"))

    assert [request.json for request in server.requests] == [
        {"kind": "cat", "name": "Mia"},
        {"kind": "dog", "name": "Rex"},
    ]

"""Methods of asynchronous resources, as frameworks and mocks see them."""

from __future__ import annotations

import asyncio
import inspect
from unittest.mock import create_autospec

from _runtime.awaited import awaited
from _runtime.resource import AsyncResource, Resource


class Pets(Resource):
    def get(self, pet_id: str) -> int:
        """Get a pet."""
        return len(pet_id)


class AsyncPets(AsyncResource):
    get = awaited(Pets.get)


def test_a_method_to_await_is_a_coroutine_function() -> None:
    assert inspect.iscoroutinefunction(AsyncPets.get)
    assert AsyncPets.get.__doc__ == "Get a pet."
    assert list(inspect.signature(AsyncPets.get).parameters) == ["self", "pet_id"]


def test_a_mock_of_an_asynchronous_resource_can_be_awaited() -> None:
    pets = create_autospec(AsyncPets, instance=True)
    pets.get.return_value = 5

    async def run() -> object:
        return await pets.get("p")

    assert asyncio.run(run()) == 5

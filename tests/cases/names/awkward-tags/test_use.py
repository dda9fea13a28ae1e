from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import names_awkward_tags as client
from case import Case
from names_awkward_tags.testing import MockAwkwardTags
from server import reply
from twins import in_both
from variants import names_of

if TYPE_CHECKING:
    from server import LoopbackServer

HERE = Path(__file__).parent
DOCUMENT = (HERE / "spec.yaml").read_text("utf-8")
A = "7f1c4c3e-8d3b-4d5a-9c39-0a4b0f3d2c11"


def test_all_operations_are_reachable(server: LoopbackServer) -> None:
    with client.AwkwardTags(base_url=server.url) as it:
        it.pets_and_owners.one()
        it.pets_and_owners.two()
        it.class_.three()
        it.users.four()
        it.users.five()
        it.json.six()
        it.typing.seven()
        it.default.eight()
        it.first.級.nine()
        it.default.ten()
        it.mock.eleven()

    assert [request.path for request in server.requests] == [
        f"/{number}" for number in range(1, 12)
    ]


def test_all_operations_are_awaitable(server: LoopbackServer) -> None:
    async def called() -> None:
        async with client.AsyncAwkwardTags(base_url=server.url) as it:
            await it.pets_and_owners.one()
            await it.pets_and_owners.two()
            await it.class_.three()
            await it.users.four()
            await it.users.five()
            await it.json.six()
            await it.typing.seven()
            await it.default.eight()
            await it.first.級.nine()
            await it.default.ten()
            await it.mock.eleven()

    asyncio.run(called())

    assert [request.path for request in server.requests] == [
        f"/{number}" for number in range(1, 12)
    ]


def test_no_two_modules_differ_only_in_case() -> None:
    files = Case(HERE).client.files

    assert len({name.casefold() for name in files}) == len(files)


def test_tags_do_not_shadow_the_standard_library(server: LoopbackServer) -> None:
    server.on("GET /6", reply({"a": A}))

    found = in_both(
        client.AwkwardTags(base_url=server.url),
        client.AsyncAwkwardTags(base_url=server.url),
        lambda it: it.json.six(),
    )

    assert found.a == UUID(A)


def test_the_fake_client_has_a_resource_called_like_its_arguments() -> None:
    fake = MockAwkwardTags()

    fake.mock.eleven.returns(None)
    fake.client().mock.eleven()

    assert len(fake.mock.eleven.calls) == 1


def test_untagged_and_empty_tagged_operations_share_a_group(tmp_path: Path) -> None:
    names = names_of(DOCUMENT, tmp_path)

    assert (names["operation GET /8"], names["operation GET /10"]) == (
        "default.eight",
        "default.ten",
    )


def test_an_operation_with_two_tags_is_in_the_group_of_the_first(
    tmp_path: Path,
) -> None:
    names = [names_of(DOCUMENT, tmp_path) for _ in range(2)]

    assert [each["operation GET /7"] for each in names] == ["typing.seven"] * 2

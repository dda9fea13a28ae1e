from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import names_operation_ids_collide_or_missing as client
import yaml
from variants import names_of

if TYPE_CHECKING:
    from server import LoopbackServer

HERE = Path(__file__).parent
DOCUMENT = (HERE / "spec.yaml").read_text("utf-8")


SENT = [
    *("GET /a", "GET /b", "GET /c"),
    *("GET /d/7", "DELETE /d/7", "GET /d/7/e", "GET /f"),
]


def test_each_operation_is_callable_and_sends_its_own_request(
    server: LoopbackServer,
) -> None:
    with client.OperationIdsCollideOrMissing(base_url=server.url) as it:
        it.x.get_item()
        it.x.get_item_b()
        it.x.get_item_c()
        it.d.get("7")
        it.d.delete("7")
        it.d.e.get("7")
        it.y.list_everything_v2()

    assert [f"{each.method} {each.target}" for each in server.requests] == SENT


def test_each_is_awaitable_and_sends_the_same(server: LoopbackServer) -> None:
    async def called() -> None:
        async with client.AsyncOperationIdsCollideOrMissing(base_url=server.url) as it:
            await it.x.get_item()
            await it.x.get_item_b()
            await it.x.get_item_c()
            await it.d.get("7")
            await it.d.delete("7")
            await it.d.e.get("7")
            await it.y.list_everything_v2()

    asyncio.run(called())

    assert [f"{each.method} {each.target}" for each in server.requests] == SENT


def test_operations_without_an_id_are_named_from_method_and_path(
    tmp_path: Path,
) -> None:
    names = names_of(DOCUMENT, tmp_path)

    assert [names[f"operation {it}"] for it in ("GET /d/{id}", "GET /d/{id}/e")] == [
        "d.get",
        "d.e.get",
    ]


def test_names_do_not_depend_on_the_order_of_the_document(tmp_path: Path) -> None:
    document = yaml.safe_load(DOCUMENT)
    document["paths"] = dict(reversed(document["paths"].items()))

    names = names_of(yaml.safe_dump(document, sort_keys=False), tmp_path)

    assert names == names_of(DOCUMENT, tmp_path)


def test_every_clash_is_reported_with_the_line_that_renames() -> None:
    said = (HERE / "diagnostics.txt").read_text("utf-8")

    for path in ("/b", "/c"):
        assert f'.rename] "operation GET {path}" = "…"' in said

from __future__ import annotations

import inspect
import sys
from collections import Counter
from typing import TYPE_CHECKING

import httpx2
import pytest
from generating import Client, client_of
from places import TESTS
from server import Document, LoopbackServer
from trees import REAL

from real.calling import Untyped, called, client_class, methods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goldens import Goldens

OPERATIONS = {"petstore": 20, "train_travel": 7, "cafe": 12}
ITEM = "prd_01h1s5z6vf2mm1mz3hevnn9va7"
CAKE = {"category": "dessert", "name": "Brownie", "price": 3500, "calories": 420}
GIVEN: dict[str, object] = {
    "menu_item_id": ITEM,
    "order_id": "ord_01h1s5z6vf2mm1mz3hevnn9va7",
    "body": CAKE,
    "order_items": [{"menuItemId": ITEM, "quantity": 1}],
}
"""Arguments of the cafe: identifiers with a pattern, and what has limits."""


@pytest.fixture(scope="module", params=sorted(REAL))
def client(request: pytest.FixtureRequest) -> Client:
    """The client that a pinned document gives."""
    return client_of(REAL[request.param], request.param)


@pytest.fixture(scope="module")
def server(client: Client) -> Iterator[LoopbackServer]:
    with LoopbackServer(Document.read(REAL[client.name])) as server:
        yield server


@pytest.fixture(scope="module")
def in_use(
    client: Client, server: LoopbackServer, tmp_path_factory: pytest.TempPathFactory
) -> Untyped:
    """The client itself, imported and made, every mismatch an error."""
    folder = client.write(tmp_path_factory.mktemp(client.name))
    sys.path.append(str(folder))
    kind = client_class(client.name)
    wanted = inspect.signature(kind).parameters
    return kind(
        base_url=server.url,
        on_mismatch="raise",
        http_client=httpx2.Client(mounts={"https://": _giving_tokens()}),
        **{name: "key" for name in wanted if name != "options"},
    )


def _giving_tokens() -> httpx2.MockTransport:
    """Answers as an OAuth2 token endpoint."""
    token = {"access_token": "token", "token_type": "bearer", "expires_in": 3600}
    return httpx2.MockTransport(lambda _: httpx2.Response(200, json=token))


def test_the_diagnostics_are_the_expected_ones(
    client: Client, goldens: Goldens
) -> None:
    goldens.file(
        TESTS / "real" / "diagnostics" / f"{client.name}.txt", client.diagnostics
    )


def test_every_operation_is_there(
    client: Client, server: LoopbackServer, in_use: Untyped
) -> None:
    found = Counter(method.operation for method in methods(in_use, client.name))

    assert set(found) == {described.id for described in server.document.operations}
    assert len(found) == OPERATIONS[client.name]


@pytest.mark.filterwarnings("ignore:Unsupported scheme type")
def test_every_operation_can_be_called_over_http(
    client: Client, server: LoopbackServer, in_use: Untyped
) -> None:
    for method in methods(in_use, client.name):
        server.reset()

        called(method, client.name, GIVEN if client.name == "cafe" else {})

        server.assert_clean()
        assert [request.operation for request in server.requests] == [method.operation]

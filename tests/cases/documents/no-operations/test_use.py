from __future__ import annotations

from documents_no_operations import NoOperations
from sockets import Answer, serving


def test_a_client_without_operations_still_reaches_the_api() -> None:
    answer = Answer(200, b'{"name":"Rex"}', {"Content-Type": "application/json"})

    with serving(answer) as server, NoOperations(base_url=server.url) as client:
        found = client.request("GET", "/pets/1", cast_to=dict[str, object])

    assert found == {"name": "Rex"}

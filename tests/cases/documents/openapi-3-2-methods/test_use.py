from __future__ import annotations

from documents_openapi_3_2_methods import AsyncMethods, Methods
from sockets import Answer, serving
from twins import in_both, sent


def test_query_sends_a_body() -> None:
    answer = Answer(200, b'["a"]', {"Content-Type": "application/json"})
    with serving(answer) as server:
        found = in_both(
            Methods(base_url=server.url),
            AsyncMethods(base_url=server.url),
            lambda client: client.carts.search(q="x"),
        )
        seen = sent(server)

    assert found == ["a"]
    assert (seen.line.split()[0], seen.body) == ("QUERY", b'{"q":"x"}')


def test_any_other_method_is_sent_as_it_is_written() -> None:
    with serving(Answer(204)) as server, Methods(base_url=server.url) as client:
        client.carts.copy()
        client.carts.m_search()

        lines = [seen.line.split()[0] for seen in server.seen]

    assert lines == ["COPY", "M-SEARCH"]

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx2
from sockets import Answer, serving
from twins import in_both, sent
from wire_cookies import AsyncCookies, Cookies

if TYPE_CHECKING:
    from sockets import Server


def test_cookies_go_out_in_one_header_each_written_safely(wire: Server) -> None:
    in_both(
        Cookies(base_url=wire.url),
        AsyncCookies(base_url=wire.url),
        lambda client: client.c.get(sid="a b", n=1, on=True, ids=["x", "y"]),
    )

    assert sent(wire).headers["cookie"] == "sid=a%20b; n=1; on=true; ids=x,y"


def test_cookies_of_one_call_are_not_sent_with_the_next(wire: Server) -> None:
    with Cookies(base_url=wire.url) as client:
        client.c.get(sid="one", n=1)
        client.c.get(sid="two")

    assert [seen.headers["cookie"] for seen in wire.seen] == ["sid=one; n=1", "sid=two"]


def test_a_cookie_that_the_server_sets_goes_out_beside_those_of_the_call() -> None:
    with serving(Answer(headers={"Set-Cookie": "jar=J"})) as server:
        with Cookies(base_url=server.url) as client:
            client.c.get(sid="one")
            client.c.get(sid="two")
        seen = [seen.headers["cookie"] for seen in server.seen]

    assert seen == ["sid=one", "sid=two; jar=J"]


def test_the_jar_of_a_given_client_goes_out_beside_them(wire: Server) -> None:
    async def called() -> None:
        async with (
            httpx2.AsyncClient(cookies={"jar": "J"}) as http_client,
            AsyncCookies(base_url=wire.url, http_client=http_client) as client,
        ):
            await client.c.get(sid="one")

    with (
        httpx2.Client(cookies={"jar": "J"}) as http_client,
        Cookies(base_url=wire.url, http_client=http_client) as client,
    ):
        client.c.get(sid="one")
    asyncio.run(called())

    assert sent(wire).headers["cookie"] == "sid=one; jar=J"

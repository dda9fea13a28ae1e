from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sockets import Answer, serving
from twins import in_both, sent
from wire_media_types import AsyncMediaTypes, MediaTypes, types
from wire_media_types.testing import MockMediaTypes, make

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Seen

    Either = MediaTypes | AsyncMediaTypes

T = TypeVar("T")


def posted(call: Callable[[Either], Awaitable[None] | None]) -> Seen:
    with serving(Answer(204)) as server:
        in_both(
            MediaTypes(base_url=server.url), AsyncMediaTypes(base_url=server.url), call
        )
        return sent(server)


def test_each_media_type_of_a_body_has_a_method() -> None:
    plain = posted(lambda c: c.things.create(name="a"))
    raw = posted(lambda c: c.things.create_bytes(b"\0"))
    text = posted(lambda c: c.things.create_text("a b"))
    merge = posted(lambda c: c.things.update("x", name="a"))
    patch = posted(lambda c: c.things.update_json_patch("x", [{"op": "remove"}]))
    gone = posted(lambda c: c.things.delete("x", why="b"))

    assert [
        (seen.headers["content-type"].partition(";")[0], seen.body)
        for seen in (plain, raw, text, merge, patch, gone)
    ] == [
        ("application/json", b'{"name":"a"}'),
        ("application/octet-stream", b"\0"),
        ("text/plain", b"a b"),
        ("application/merge-patch+json", b'{"name":"a"}'),
        ("application/json-patch+json", b'[{"op":"remove"}]'),
        ("application/json", b'{"why":"b"}'),
    ]


def test_a_file_goes_with_the_method_that_takes_one() -> None:
    seen = posted(lambda c: c.things.create_multipart(name="a", file=b"bytes"))

    assert seen.headers["content-type"].startswith("multipart/form-data")
    assert b"bytes" in seen.body


def test_what_repeats_the_schema_of_json_has_none() -> None:
    with MediaTypes(base_url="https://x.test") as client:
        assert not hasattr(client.things, "create_form")
        assert not hasattr(client.things, "get_xml")


def got(answer: Answer, call: Callable[[Either], T | Awaitable[T]], accept: str) -> T:
    with serving(answer) as server:
        found = in_both(
            MediaTypes(base_url=server.url), AsyncMediaTypes(base_url=server.url), call
        )
        assert sent(server).headers["accept"] == accept
        return found


def test_each_media_type_of_an_answer_is_asked_for_by_a_method() -> None:
    plain = Answer(200, b'{"name":"a"}', {"Content-Type": "application/json"})
    csv = Answer(200, b"a,b", {"Content-Type": "text/csv"})
    brief = Answer(
        200, b'{"id":1}', {"Content-Type": "application/vnd.acme.brief+json"}
    )

    thing = got(plain, lambda c: c.things.get("x"), "application/json")
    table = got(csv, lambda c: c.things.get_csv("x"), "text/csv")
    short = got(
        brief,
        lambda c: c.things.get_vnd_acme_brief("x"),
        "application/vnd.acme.brief+json",
    )

    assert (thing, table, short.id) == (types.Thing(name="a"), "a,b", 1)


def test_methods_of_one_operation_share_its_headers() -> None:
    csv = {"Content-Type": "text/csv", "X-Rate": "7"}
    with (
        serving(Answer(200, b"a,b", csv)) as server,
        MediaTypes(base_url=server.url) as client,
    ):
        response = client.things.with_response.get_csv("x")

    assert (response.data, response.headers.x_rate) == ("a,b", 7)


def test_bytes_are_downloaded() -> None:
    with (
        serving(Answer(200, b"%PDF", {"Content-Type": "application/pdf"})) as server,
        MediaTypes(base_url=server.url) as client,
        client.things.get_pdf("x") as download,
    ):
        assert download.read() == b"%PDF"
        assert server.seen[0].headers["accept"] == "application/pdf"


def test_the_fake_knows_which_one_is_asked_for() -> None:
    mock = MockMediaTypes()
    mock.things.get.returns(make.thing(name="a"))
    mock.things.get_csv.returns("a,b")
    client = mock.client()

    assert client.things.get("x").name == "a"
    assert client.things.get_csv("x") == "a,b"

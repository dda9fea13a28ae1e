from __future__ import annotations

from typing import TYPE_CHECKING

from names_tag_hierarchy import TagHierarchy

if TYPE_CHECKING:
    from server import LoopbackServer


def test_a_resource_stands_within_that_of_the_parent_tag(
    server: LoopbackServer,
) -> None:
    with TagHierarchy(base_url=server.url) as client:
        client.shop.get_hours()
        client.shop.books.list()
        client.shop.books.get("b")
        client.shop.books.covers.get("b")

    assert [request.path for request in server.requests] == [
        "/hours",
        "/books",
        "/books/b",
        "/books/b/cover",
    ]


def test_operations_without_an_id_go_where_their_tags_lead(
    server: LoopbackServer,
) -> None:
    with TagHierarchy(base_url=server.url) as client:
        client.shop.books.delete("b")
        client.shop.books.list_reviews("b")
        client.shop.books.delete_review("b", 1)

    assert [request.path for request in server.requests] == [
        "/books/b",
        "/books/b/reviews",
        "/books/b/reviews/1",
    ]


def test_only_tags_for_navigation_name_resources(server: LoopbackServer) -> None:
    with TagHierarchy(base_url=server.url) as client:
        client.gifts.list()
        client.early.get()

    assert [request.path for request in server.requests] == ["/gifts", "/early"]


def test_parents_that_cannot_be_are_ignored(server: LoopbackServer) -> None:
    with TagHierarchy(base_url=server.url) as client:
        client.lost.get()
        client.egg.hen.list()

    assert [request.path for request in server.requests] == ["/lost", "/hens"]

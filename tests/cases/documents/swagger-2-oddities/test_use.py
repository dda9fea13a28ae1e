from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from case import Case
from documents_swagger_2_oddities import AsyncOddities, Oddities, types
from documents_swagger_2_oddities.types import Hound, Pet
from places import CASES
from sockets import Answer, serving
from twins import in_both, sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from sockets import Seen

LISTS = ["a b", "c|d"]
WORD = "p"
DONE = Answer(204)
JSON = {"Content-Type": "application/json"}


def called(
    call: Callable[[Oddities | AsyncOddities], object], answer: Answer = DONE
) -> tuple[object, Seen]:
    """What both clients make of an answer, and what they sent."""
    with serving(answer) as server:
        given = in_both(
            Oddities(base_url=server.url, basic_username="u", basic_password=WORD),
            AsyncOddities(base_url=server.url, basic_username="u", basic_password=WORD),
            call,
        )
        return given, sent(server)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("spaced", "a%20b%20c%7Cd"),
        ("tabbed", "a%20b%09c%7Cd"),
        ("piped", "a%20b%7Cc%7Cd"),
    ],
)
def test_lists_of_a_query_are_delimited_as_asked(name: str, written: str) -> None:
    lists: dict[str, Any] = {name: LISTS}
    _, seen = called(lambda client: client.lists.get([1, 2], **lists))

    assert seen.line == f"GET /lists/1%7C2?{name}={written} HTTP/1.1"


def test_lists_of_headers_are_delimited_as_asked() -> None:
    _, seen = called(
        lambda client: client.lists.get([1], x_spaced=["a", "b"], x_tabbed=["c", "d"])
    )

    assert (seen.headers["x-spaced"], seen.headers["x-tabbed"]) == ("a b", "c\td")


def test_lists_of_a_form_are_delimited_as_asked() -> None:
    _, seen = called(
        lambda client: client.forms.fill(
            commas=["a", "b"], many=["c", "d"], tabbed=["e", "f"], piped=["g", "h"]
        )
    )

    assert seen.body == b"commas=a,b&many=c&many=d&tabbed=e%09f&piped=g%7Ch"


def test_a_list_of_files_is_sent_in_parts() -> None:
    _, seen = called(lambda client: client.files.upload(files=[b"one", b"two"]))

    assert seen.body.count(b'; name="files"') == 2
    assert seen.headers["content-type"].startswith("multipart/form-data")


def test_a_file_is_read_as_bytes_beside_json_of_errors() -> None:
    pdf = Answer(200, b"%PDF", {"Content-Type": "application/pdf"})
    given, seen = called(lambda client: client.files.download(), pdf)

    assert (given, seen.headers["accept"]) == (b"%PDF", "application/pdf")


def test_a_body_wins_over_the_fields_of_a_form() -> None:
    page = Answer(200, b'{"items":[{"petType":"cat"}]}', JSON)
    _, seen = called(lambda client: client.both.create({"petType": "cat"}), page)

    assert seen.body == b'{"petType":"cat"}'


def test_a_path_with_a_query_is_an_operation_of_its_own() -> None:
    dog = Answer(200, b'{"petType":"#Dog","barks":null}', JSON)
    pet, seen = called(lambda client: client.pets.pet_by_name(name="Rex"), dog)

    assert seen.line == "GET /pets?name=Rex&by=name HTTP/1.1"
    assert pet == Hound(barks=None)


def test_an_unknown_tag_makes_the_base() -> None:
    bird = Answer(200, b'{"petType":"bird"}', JSON)
    pet, _ = called(lambda client: client.pets.any(), bird)

    assert type(pet) is Pet


def test_the_host_is_a_template() -> None:
    api = Case(CASES / "documents" / "swagger-2-oddities").client.files
    source = api["documents_swagger_2_oddities/_client.py"]

    assert '"https://{account}.{suffix}/v1"' in source
    assert 'ServerVariable("account")' in source


def test_types_of_values_are_called_as_they_are_said() -> None:
    shade: types.Shade = types.SHADE_RED
    mood: types.Mood = "ok"

    assert (shade, mood) == ("r", "ok")


def test_headers_are_parted_as_they_say() -> None:
    pet = Answer(200, b'{"petType":"cat"}', {**JSON, "X-Ids": "1|2"})
    with serving(pet) as server, client_of(server.url) as client:
        response = client.pets.with_response.pet_by_name(name="Rex")

    assert response.headers.x_ids == [1, 2]


def client_of(url: str) -> Oddities:
    return Oddities(base_url=url, basic_username="u", basic_password=WORD)

from __future__ import annotations

from typing import TYPE_CHECKING

from twins import in_both, sent
from wire_path_styles_and_templates import (
    AsyncPathStylesAndTemplates,
    PathStylesAndTemplates,
    types,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Server

    Either = PathStylesAndTemplates | AsyncPathStylesAndTemplates


def path_of(wire: Server, call: Callable[[Either], Awaitable[None] | None]) -> str:
    in_both(
        PathStylesAndTemplates(base_url=wire.url),
        AsyncPathStylesAndTemplates(base_url=wire.url),
        call,
    )
    return sent(wire).target


def test_a_list_is_joined_with_commas(wire: Server) -> None:
    assert path_of(wire, lambda client: client.m.simple([1, 2, 3])) == "/m/1,2,3"


def test_each_item_of_a_label_has_its_dot(wire: Server) -> None:
    assert path_of(wire, lambda client: client.l.label(["a", "b"])) == "/l.a.b"


def test_each_item_of_an_exploded_matrix_has_its_name(wire: Server) -> None:
    assert path_of(wire, lambda c: c.x.matrix(["a", "b"])) == "/x;ids=a;ids=b"


def test_a_flat_matrix_has_one_name(wire: Server) -> None:
    assert path_of(wire, lambda c: c.y.matrix_flat(["a", "b"])) == "/y;ids=a,b"


def test_an_object_is_names_and_values_in_turn(wire: Server) -> None:
    assert path_of(wire, lambda c: c.o.obj({"R": 1, "G": 2})) == "/o/R,1,G,2"


def test_a_model_may_stand_for_the_object(wire: Server) -> None:
    point = types.OeObjExplodePt.from_dict({"R": 1, "G": 2})

    assert path_of(wire, lambda client: client.o.obj(point)) == "/o/R,1,G,2"


def test_an_exploded_object_has_equal_signs(wire: Server) -> None:
    pairs = path_of(wire, lambda c: c.oe.obj_explode({"R": 1, "G": 2}))

    assert pairs == "/oe/R=1,G=2"


def test_the_template_says_the_order_and_not_the_list_of_parameters(
    wire: Server,
) -> None:
    path = path_of(wire, lambda client: client.range.get(from_date="1", to_date="2"))

    assert path == "/range/1/2"
    assert path_of(wire, lambda client: client.range.get("1", "2")) == "/range/1/2"


def test_two_parameters_share_a_segment(wire: Server) -> None:
    assert path_of(wire, lambda client: client.pair.get("x-1", "y")) == "/pair/x-1-y"


def test_a_literal_colon_stays(wire: Server) -> None:
    assert path_of(wire, lambda client: client.ops.cancel("9")) == "/ops/9:cancel"


def test_a_literal_ending_stays(wire: Server) -> None:
    assert path_of(wire, lambda client: client.rep.get("9")) == "/rep/9.json"


def test_a_truth_value_is_spelt_as_in_json(wire: Server) -> None:
    assert path_of(wire, lambda c: c.flag.get(on=True)) == "/flag/true"


def test_a_delimiter_inside_a_value_is_encoded(wire: Server) -> None:
    paths = [
        path_of(wire, lambda client: client.l.label(["a.b", "c,;="])),
        path_of(wire, lambda client: client.x.matrix(["a;b", "c=d"])),
        path_of(wire, lambda client: client.y.matrix_flat(["a,b"])),
    ]

    assert paths == [
        "/l.a%2Eb.c%2C%3B%3D",
        "/x;ids=a%3Bb;ids=c%3Dd",
        "/y;ids=a%2Cb",
    ]

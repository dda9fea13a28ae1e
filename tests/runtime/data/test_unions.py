"""Unions: by tag, by shape, by JSON kind; unknown variants; envelopes."""

from __future__ import annotations

from multiprocessing.reduction import ForkingPickler
from typing import Annotated, Any, Literal, assert_never

import pytest
from _runtime.decode import decode
from _runtime.enums import UnknownValue
from _runtime.mismatches import MissingFieldError, UndecodableError
from _runtime.models import Model
from _runtime.unions import ByShape, Member, Shape, Tagged, UnknownVariant
from pydantic import Field


class Card(Model):
    pay_kind: Annotated[str, Field(alias="payKind")] = "card"
    num: str


class Bank(Model):
    pay_kind: Annotated[str, Field(alias="payKind")] = "bank"
    iban: str | None = None
    num: str | None = None


class Wallet(Model):
    pay_kind: Annotated[str, Field(alias="payKind")] = "w-1"
    num: str | None = None


Pay = Annotated[
    Card | Bank | Wallet | UnknownVariant,
    Tagged("payKind", {"card": Card, "credit": Card, "bank": Bank, "w-1": Wallet}),
]


class Order(Model):
    pay: Pay
    others: list[Pay] | None = None


class Pet(Model):
    pet_type: Annotated[str, Field(alias="petType")]
    name: str | None = None


class Cat(Pet):
    pet_type: Annotated[str, Field(alias="petType")] = "Cat"
    lives: int | None = None
    friend: AnyPet | None = None


class Dog(Pet):
    pet_type: Annotated[str, Field(alias="petType")] = "dog"
    bark: str


class Puppy(Dog):
    pet_type: Annotated[str, Field(alias="petType")] = "Puppy"
    age: int | None = None


AnyPet = Annotated[
    Pet,
    Tagged(
        "petType",
        lambda: {"Cat": Cat, "dog": Dog, "Puppy": Puppy},
        fallback=lambda: Pet,
    ),
]


class Owner(Model):
    pet: Pet


class Small(Model):
    name: str | None = None


class Big(Model):
    name: str
    size: int


class Other(Model):
    code: Literal["a", "b"] | UnknownValue


SMALL = Shape(Small, kinds={"name": "string"})
BIG = Shape(Big, required=("name", "size"), kinds={"name": "string", "size": "integer"})
OTHER = Shape(Other, required=("code",), values={"code": ("a", "b")})


class Part(Model):
    text: str


class Choices(Model):
    stop: str | list[str] | None = None
    content: str | list[Part] | None = None
    one: (
        Annotated[
            Part | list[Part], ByShape(Shape(Part), Shape(list[Part], kind="array"))
        ]
        | None
    ) = None
    multi: int | str | None = None


def described(pay: Pay) -> str:
    match pay:
        case Card(num=number):
            return number
        case Bank() | Wallet():
            return "other"
        case UnknownVariant(raw=raw):
            return str(raw.get("payKind"))
        case _:
            assert_never(pay)


PAYS = (
    b'[{"payKind":"card","num":"1"},{"payKind":"credit","num":"2"},'
    b'{"payKind":"bank","num":"3"},{"payKind":"w-1"}]'
)


def test_the_tag_decides_by_its_wire_name() -> None:
    found = decode(list[Pay], PAYS).value

    assert [type(pay) for pay in found] == [Card, Card, Bank, Wallet]
    assert found[1].pay_kind == "credit"
    assert Order(pay=found[0], others=found).to_dict()["others"][1] == {
        "payKind": "credit",
        "num": "2",
    }


def test_a_variant_built_without_a_tag_sends_its_own() -> None:
    default, explicit = Card(num="1"), Card(num="1", pay_kind="credit")

    assert default.to_json() == '{"payKind":"card","num":"1"}'
    assert explicit.to_json() == '{"payKind":"credit","num":"1"}'


def test_an_unknown_or_missing_tag_keeps_the_raw_value() -> None:
    body = b'[{"payKind":"gift","n":"1"},{"num":"3"},{"payKind":7}]'

    decoded = decode(list[Pay], body)

    assert decoded.mismatches == ()
    assert decoded.value == [
        UnknownVariant({"payKind": "gift", "n": "1"}),
        UnknownVariant({"num": "3"}),
        UnknownVariant({"payKind": 7}),
    ]
    assert described(decoded.value[0]) == "gift"


def test_unknown_variants_round_trip_pickle_and_can_be_given() -> None:
    body = b'{"pay":{"payKind":"gift","n":[1]}}'

    made = decode(Order, body).value

    assert made.to_json().encode() == body
    assert ForkingPickler.loads(ForkingPickler.dumps(made)) == made
    assert Order(pay=UnknownVariant({"payKind": "gift"})).to_dict() == {
        "pay": {"payKind": "gift"}
    }


def test_a_known_tag_with_a_broken_variant_is_not_unknown() -> None:
    decoded = decode(Order, b'{"pay":{"payKind":"card"}}')

    assert [m.path for m in decoded.mismatches] == ["$.pay.num"]
    assert isinstance(decoded.value.pay, Card)


@pytest.mark.parametrize("raw", ['{"payKind":"gift"}', "{}"])
def test_strict_decoding_names_the_tag(raw: str) -> None:
    with pytest.raises(UndecodableError) as info:
        decode(Order, f'{{"pay":{raw}}}'.encode(), mode="raise")

    assert info.value.path == "$.pay.payKind"


def test_what_is_no_object_is_no_variant() -> None:
    decoded = decode(Order, b'{"pay":"cash"}')

    assert [str(m) for m in decoded.mismatches] == [
        "$.pay: promised an object, got a string"
    ]
    assert decoded.value.to_dict() == {"pay": "cash"}


PETS = (
    b'[{"petType":"Cat","lives":9,"friend":{"petType":"dog","bark":"w"}},'
    b'{"petType":"dog","bark":"x"},{"petType":"Puppy","bark":"y","age":1},'
    b'{"petType":"Fish","name":"n"}]'
)


@pytest.mark.parametrize("body", [PETS, PETS.replace(b":9", b":9.0")])
def test_children_are_found_by_the_tag_and_the_parent_takes_the_rest(
    body: bytes,
) -> None:
    decoded = decode(list[AnyPet], body)
    cat, dog, puppy, fish = decoded.value

    assert decoded.mismatches == ()
    assert [type(each) for each in decoded.value] == [Cat, Dog, Puppy, Pet]
    assert isinstance(cat, Cat)
    assert isinstance(cat.friend, Dog)
    assert isinstance(puppy, Dog)
    assert (dog.to_dict()["bark"], fish.pet_type) == ("x", "Fish")
    assert cat.to_dict()["friend"] == {
        "petType": "dog",
        "bark": "w",
    }


def test_a_broken_child_is_not_taken_for_its_parent() -> None:
    decoded = decode(list[AnyPet], b'[{"petType":"dog"}]')

    assert isinstance(decoded.value[0], Dog)
    assert [m.path for m in decoded.mismatches] == ["$[0].bark"]


def test_a_child_sends_its_tag_and_all_fields_where_a_parent_is_declared() -> None:
    owner = Owner(pet=Cat(lives=3))

    assert owner.to_json() == '{"pet":{"petType":"Cat","lives":3}}'


@pytest.mark.parametrize("shapes", [(SMALL, BIG, OTHER), (BIG, OTHER, SMALL)])
def test_the_shape_decides_whatever_the_order(shapes: tuple[Shape, ...]) -> None:
    form = Annotated[Small | Big | Other, ByShape(*shapes)]
    body = (
        b'[{"name":"x"},{"name":"y","size":2},{"code":"a"},{"name":"z","extra":1},{}]'
    )

    decoded = decode(list[form], body)

    assert [type(each) for each in decoded.value] == [Small, Big, Other, Small, Small]
    assert decoded.mismatches == ()
    assert decoded.value[3].to_dict() == {"name": "z", "extra": 1}


def test_what_fits_no_shape_is_the_nearest_and_reported() -> None:
    form = Annotated[Big | Other, ByShape(BIG, OTHER)]

    decoded = decode(form, b'{"name":"y","note":1}')

    assert type(decoded.value) is Big
    assert [m.path for m in decoded.mismatches] == ["$.size"]


def test_the_nearest_is_reported_even_where_its_fields_are_all_there() -> None:
    small = Shape(Small, kinds={"name": "string"}, values={"name": ("n",)})
    form = Annotated[Small | Other, ByShape(small, OTHER)]

    decoded = decode(form, b'{"name":"y"}')

    assert type(decoded.value) is Small
    assert [m.promised for m in decoded.mismatches] == ["one of Small, Other"]


def test_a_broken_variant_is_not_given_to_a_looser_one() -> None:
    form = Annotated[Small | Big, ByShape(SMALL, BIG)]

    decoded = decode(form, b'{"name":"y","size":1.5}')

    assert type(decoded.value) is Small
    assert decoded.value.extra == {"size": 1.5}


@pytest.mark.parametrize(
    "body",
    [
        b'{"stop":"a","content":"t","one":{"text":"q"},"multi":5}',
        b'{"stop":["a"],"content":[{"text":"t"}],"one":[{"text":"q"}],"multi":"5"}',
    ],
)
def test_kinds_tell_plain_unions_apart(body: bytes) -> None:
    decoded = decode(Choices, body, mode="raise")

    assert decoded.value.to_json().encode() == body


def test_items_of_plain_unions_are_models() -> None:
    made = decode(Choices, b'{"content":[{"text":"t"}]}').value

    assert isinstance(made.content, list)
    assert made.content[0].text == "t"


def test_the_nearest_of_a_plain_union_is_reported() -> None:
    decoded = decode(Choices, b'{"stop":5,"content":[{"text":1}],"one":7}')

    assert [str(m) for m in decoded.mismatches] == [
        "$.stop: promised a string or an array, got the number 5",
        "$.content[0].text: promised a string, got the number 1",
        "$.one: promised an object or an array, got the number 7",
    ]


def test_plain_values_can_be_given_to_unions() -> None:
    assert Choices(stop=["x"], one=Part(text="t")).to_dict() == {
        "stop": ["x"],
        "one": {"text": "t"},
    }


def test_a_member_is_taken_out_of_its_envelope() -> None:
    decoded = decode(Annotated[Small, Member("data")], b'{"data":{"name":"n"},"x":1}')

    assert decoded.value == Small(name="n")


def test_mismatches_in_an_envelope_have_its_path() -> None:
    decoded: Any = decode(Annotated[Big, Member("data")], b'{"data":{"name":"n"}}')

    assert [m.path for m in decoded.mismatches] == ["$.data.size"]
    assert decoded.value.mismatches == decoded.mismatches


def test_an_envelope_without_its_member_explains_itself_when_read() -> None:
    decoded = decode(Annotated[Big, Member("data")], b'{"name":"n"}')

    assert [str(m) for m in decoded.mismatches] == [
        "$.data: promised an object, got nothing"
    ]
    with pytest.raises(MissingFieldError):
        _ = decoded.value.name


def test_an_envelope_without_a_list_cannot_be_decoded() -> None:
    with pytest.raises(UndecodableError, match=r"\$\.data"):
        decode(Annotated[list[int], Member("data")], b"{}")


def test_a_new_variant_is_kept_beside_what_misfits() -> None:
    found = decode(list[Pay], b'[{"payKind":"coin"},7]')

    assert isinstance(found.value[0], UnknownVariant)
    assert [note.path for note in found.mismatches] == ["$[1]"]


class Round(Model):
    radius: int


class Square(Model):
    side: int


Form = Annotated[
    Round | Square | int,
    ByShape(
        Shape(Round, required=("radius",), known=("radius", "name")),
        Shape(Square, kinds={"side": "integer"}),
        Shape(int, kind="integer"),
    ),
]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"radius":1,"name":"a"}', Round),
        (b'{"side":1}', Square),
        (b"5", int),
    ],
)
def test_a_shape_may_know_members_that_its_model_does_not_have(
    body: bytes, kind: type
) -> None:
    assert type(decode(Form, body).value) is kind


def test_what_has_no_shape_at_all_is_none_of_the_variants() -> None:
    with pytest.raises(UndecodableError, match="an object or an integer, got a string"):
        decode(Form, b'"x"')


def test_a_shape_of_no_model_knows_the_members_that_it_asks_for() -> None:
    form = Annotated[
        Square | dict[str, int],
        ByShape(
            Shape(Square, required=("side",)),
            Shape(dict[str, int], kind="object", required=("a",)),
        ),
    ]

    assert decode(form, b'{"a":1}').value == {"a": 1}
    assert decode(form, b'{"side":1}').value == Square(side=1)

"""Models: construction, absence and null, re-encoding, ordinary values."""

from __future__ import annotations

import copy
import pickle
import warnings
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Annotated, Any, Literal

import pytest
from _runtime.absent import OrAbsent
from _runtime.decode import decode
from _runtime.enums import UnknownValue
from _runtime.errors import InvalidRequestError, SDKError
from _runtime.mismatches import MissingFieldError, UndecodableError
from _runtime.models import Model
from _runtime.omit import omit
from _runtime.times import DateTime
from _runtime.unions import Tagged, UnknownVariant
from pydantic import Field


class Deep(Model):
    deep: str


class Item(Model):
    id: int
    name: str
    n: Deep


class Items(Model):
    items: list[Item]


class Inner(Model):
    x: OrAbsent[int] = None


class Lenient(Model):
    id: str
    when: OrAbsent[DateTime] = None
    inner: OrAbsent[Inner] = None
    list_: Annotated[OrAbsent[list[Inner]], Field(alias="list")] = None
    kind: OrAbsent[Literal["a", "b"] | UnknownValue] = None
    note: str | None = None


class Titled(Lenient):
    @property
    def title(self) -> str | None:
        return self.note

    @title.setter
    def title(self, title: str) -> None:
        self.note = title


class A(Model):
    t: Literal["a"] = "a"
    x: int | None = None


class B(Model):
    t: Literal["b"] = "b"
    y: str | None = None


class Ordinary(Model):
    id: int
    at: DateTime | None = None
    kids: (
        list[Annotated[A | B | UnknownVariant, Tagged("t", {"a": A, "b": B})]] | None
    ) = None
    any_: Annotated[Any, Field(alias="any")] = None
    total_leads: Annotated[int | None, Field(alias="totalLeads")] = None


class Awkward(Model):
    self_: Annotated[str | None, Field(alias="self")] = None
    model_config_: Annotated[dict[str, Any] | None, Field(alias="model_config")] = None
    model_dump_: Annotated[str | None, Field(alias="model_dump")] = None
    from_dict_: Annotated[str | None, Field(alias="from_dict")] = None
    id_: Annotated[str | None, Field(alias="_id")] = None
    class_: Annotated[str | None, Field(alias="__class__")] = None
    additional_properties: str | None = None
    model_id: str | None = None


class Counted(Model):
    __pydantic_extra__: dict[str, int]
    id: str


ORDINARY = (
    b'{"id":1,"at":"2024-01-01T00:00:00Z","kids":[{"t":"a","x":1},{"t":"b","y":"q"}],'
    b'"any":{"k":[1]},"new":true}'
)


def ordinary() -> Ordinary:
    return decode(Ordinary, ORDINARY).value


def test_awkward_names_round_trip() -> None:
    raw = {
        "self": "a",
        "model_config": {"a": 1},
        "model_dump": "b",
        "from_dict": "c",
        "_id": "d",
        "__class__": "e",
        "additional_properties": "f",
    }

    made = Awkward.from_dict(raw)

    assert made.to_dict() == raw
    assert (made.self_, made.id_, made.class_) == ("a", "d", "e")


@pytest.mark.parametrize("name", list(Awkward.__pydantic_fields__))
def test_one_awkward_name_is_sent_and_nothing_else(name: str) -> None:
    field = Awkward.__pydantic_fields__[name]
    value: object = {"a": 1} if name == "model_config_" else "v"

    made = Awkward(**{name: value})

    assert made.to_dict() == {field.alias or name: value}


def test_a_missing_required_field_is_noted_and_explained_when_read() -> None:
    body = b'{"items":[{"id":1,"name":"a","n":{"deep":"z"}},{"id":2,"n":{}}]}'

    decoded = decode(Items, body)
    items = decoded.value.items

    assert decoded.value.mismatches == decoded.mismatches
    assert [str(m) for m in decoded.mismatches] == [
        "$.items[1].name: promised a string, got nothing",
        "$.items[1].n.deep: promised a string, got nothing",
    ]
    assert items[0].mismatches == ()
    assert items[1].mismatches == decoded.mismatches
    assert decoded.value.to_json().encode() == body
    with pytest.raises(MissingFieldError, match="`name` of Item is not there") as info:
        _ = items[1].name
    assert isinstance(info.value, SDKError)
    assert isinstance(info.value, AttributeError)
    assert ForkingPickler.loads(ForkingPickler.dumps(info.value)).field == "name"


def test_a_strict_decode_names_what_is_missing() -> None:
    with pytest.raises(UndecodableError, match=r"\$\.items\[0\]\.name") as info:
        decode(Items, b'{"items":[{"id":1,"n":{"deep":"z"}}]}', mode="raise")

    assert info.value.path == "$.items[0].name"


def test_an_undocumented_null_is_accepted_and_kept() -> None:
    body = b'{"id":"1","when":null,"inner":null,"list":null,"kind":null}'

    decoded = decode(Lenient, body)
    made = decoded.value

    assert decoded.mismatches == ()
    assert (made.when, made.inner, made.list_, made.kind) == (None,) * 4
    assert made.to_json().encode() == body


def test_an_undocumented_null_is_an_error_in_strict_decoding() -> None:
    with pytest.raises(UndecodableError) as info:
        decode(Lenient, b'{"id":"1","when":null,"note":null}', mode="raise")

    assert [m.path for m in info.value.mismatches] == ["$.when"]


def test_absent_and_null_are_different() -> None:
    absent, null = Lenient(id="1"), Lenient(id="1", note=None)

    assert (absent.to_dict(), null.to_dict()) == (
        {"id": "1"},
        {"id": "1", "note": None},
    )
    assert (absent.is_set("note"), null.is_set("note")) == (False, True)
    assert absent != null


def test_a_wire_key_equal_to_a_python_name_is_an_unknown_member() -> None:
    made = Ordinary.from_dict({"id": 1, "total_leads": 2})

    assert (made.total_leads, made.extra) == (None, {"total_leads": 2})
    assert made.to_dict() == {"id": 1, "total_leads": 2}


def test_unknown_members_are_kept_and_sent_again() -> None:
    made = ordinary()

    assert made.extra == {"new": True}
    assert made.to_json().encode() == ORDINARY


def test_unknown_members_may_have_a_type() -> None:
    good = decode(Counted, b'{"id":"a","n":1}')
    bad = decode(Counted, b'{"id":"a","n":"x"}')

    assert (good.value.extra, good.mismatches) == ({"n": 1}, ())
    assert [m.path for m in bad.mismatches] == ["$.n"]
    assert bad.value.to_dict() == {"id": "a", "n": "x"}


def test_mutation_reaches_the_wire() -> None:
    made = ordinary()
    assert made.kids is not None
    made.kids.append(A(x=9))
    made.total_leads = 5

    assert made.to_dict()["totalLeads"] == 5
    assert made.to_dict()["kids"][2] == {"t": "a", "x": 9}


def test_a_field_that_was_set_or_deleted_is_sent_or_not() -> None:
    made = Lenient(id="1", note="a")

    made.when = None
    del made.note

    assert (made.is_set("when"), made.is_set("note"), made.note) == (True, False, None)
    assert made.to_dict() == {"id": "1", "when": None}


def test_a_required_field_that_was_deleted_is_missing() -> None:
    made = Lenient(id="1", note="a")

    del made.id

    assert made.to_dict() == {"note": "a"}
    with pytest.raises(MissingFieldError):
        _ = made.id
    with pytest.raises(AttributeError, match="`id` of Lenient is not set"):
        del made.id


def test_a_misspelt_attribute_is_not_set_silently() -> None:
    made = ordinary()

    with pytest.raises(AttributeError, match="Ordinary has no field 'totalLeads'"):
        setattr(made, "totalLeads".strip(), 5)
    setattr(made, "new".strip(), 2)

    assert made.extra == {"new": 2}
    with pytest.raises(AttributeError):
        delattr(made, "nowhere".strip())


def test_a_property_of_a_subclass_may_be_set() -> None:
    made = Titled(id="1")

    made.title = "x"

    assert made.to_dict() == {"id": "1", "note": "x"}


def test_a_copy_has_other_values_and_is_checked() -> None:
    made = Lenient(id="1", note="a")

    changed = made.copy_with(id="2", list_=[Inner(x=1)], note=omit)

    assert changed.to_dict() == {"id": "2", "list": [{"x": 1}]}
    assert made.to_dict() == {"id": "1", "note": "a"}
    assert made.__replace__(id="3").id == "3"
    with pytest.raises(InvalidRequestError, match="id"):
        made.copy_with(id=2)
    with pytest.raises(AttributeError, match="Lenient has no field 'list'"):
        made.copy_with(list=[])


def test_a_copy_of_what_did_not_match_keeps_what_was_noted() -> None:
    made = decode(Ordinary, b'{"at":"never","new":1}').value

    changed = made.copy_with(total_leads=2)

    assert changed.mismatches == made.mismatches
    assert changed.to_dict() == {"at": "never", "totalLeads": 2, "new": 1}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_pickle_protocol_keeps_what_is_set_unknown_and_noted(
    protocol: int,
) -> None:
    made = decode(Ordinary, b'{"at":"never","any":null,"new":1}').value

    again = ForkingPickler.loads(pickle.dumps(made, protocol))

    assert again == made
    assert (again.extra, again.mismatches) == (made.extra, made.mismatches)
    assert (again.is_set("any_"), again.is_set("total_leads")) == (True, False)


def test_a_model_lists_its_own_attributes_only() -> None:
    public = [name for name in dir(Inner(x=1)) if not name.startswith("_")]

    assert public == [
        "copy_with",
        "extra",
        "from_dict",
        "from_json",
        "is_set",
        "mismatches",
        "to_dict",
        "to_json",
        "x",
    ]


def test_decoded_twice_is_equal_and_different_after_a_change() -> None:
    one, two = ordinary(), ordinary()
    assert one == two

    assert one.kids is not None
    assert isinstance(one.kids[0], A)
    one.kids[0].x = 2

    assert one != two


@pytest.mark.parametrize(
    "body", [ORDINARY, b'{"at":"never","new":1}'], ids=["whole", "mismatching"]
)
def test_copies_and_pickles_are_equal(body: bytes) -> None:
    made = decode(Ordinary, body).value

    copies = [
        copy.copy(made),
        copy.deepcopy(made),
        ForkingPickler.loads(ForkingPickler.dumps(made)),
    ]

    assert copies == [made] * 3
    assert [each.mismatches for each in copies] == [made.mismatches] * 3


def test_a_repr_is_short_and_ends_with_cycles() -> None:
    made = ordinary()
    made.any_ = [made]

    assert len(repr(made)) < 400
    assert repr(made).startswith("Ordinary(id=1, at=datetime.datetime(")


def test_a_repr_shows_what_is_there_when_a_field_is_missing() -> None:
    assert repr(decode(Items, b'{"items":[{"id":1}]}').value) == (
        "Items(items=[Item(id=1)])"
    )


def test_models_match_by_attribute() -> None:
    match ordinary():
        case Ordinary(id=found, kids=[A(x=1), B(y=text)]):
            assert (found, text) == (1, "q")
        case _:
            pytest.fail("no match")


def test_from_dict_takes_any_mapping_and_leaves_it_alone() -> None:
    raw = {"id": 1, "kids": [{"t": "a", "x": 1}]}
    before = copy.deepcopy(raw)

    made = Ordinary.from_dict(MappingProxyType(raw))

    assert made.to_dict() == before == raw


def test_encoding_gives_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        assert '"kids"' in ordinary().to_json(indent=2)


def test_a_model_is_not_hashable() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(ordinary())


def test_an_attribute_that_is_nowhere_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="nowhere"):
        getattr(ordinary(), "nowhere".lower())

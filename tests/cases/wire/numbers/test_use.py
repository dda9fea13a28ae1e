from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest
from sockets import Answer, serving
from twins import in_both, sent
from wire_numbers import AsyncNumbers, Mismatch, Numbers, types

if TYPE_CHECKING:
    from sockets import Server

JSON = {"Content-Type": "application/json"}
BODY = b'{"i":3.0,"big":9007199254740993,"f":1,"g":0,"s":"7","lim":99,"extra":12.50}'


def received(body: bytes) -> types.N:
    with serving(Answer(200, body, JSON)) as server:
        return in_both(
            Numbers(base_url=server.url),
            AsyncNumbers(base_url=server.url),
            lambda client: client.n.get(),
        )


def asked(server: Server, big: int, x: float) -> str:
    in_both(
        Numbers(base_url=server.url),
        AsyncNumbers(base_url=server.url),
        lambda client: client.n.get(big=big, x=x),
    )
    return sent(server).target.partition("?")[2]


@pytest.mark.filterwarnings("error")
def test_numbers_are_decoded_by_value_and_limits_are_no_matter_of_answers() -> None:
    found = received(BODY)

    assert (found.i, found.big, found.f, found.g) == (3, 9007199254740993, 1, 0)
    assert (type(found.i), found.s, found.lim) == (int, "7", 99)
    assert json.loads(found.to_json()) == json.loads(BODY)


def test_numbers_are_sent_with_all_their_digits_and_no_more() -> None:
    with serving(Answer(200, b"{}", JSON)) as server:
        assert asked(server, 2**63 - 1, 0.1) == "big=9223372036854775807&x=0.1"


def test_a_large_number_is_sent_in_a_form_that_reads_back_equal() -> None:
    with serving(Answer(200, b"{}", JSON)) as server:
        text = asked(server, 1, 1e21).rpartition("x=")[2]

    assert json.loads(text.replace("%2B", "+")) == 1e21


@pytest.mark.filterwarnings("ignore")
def test_a_truth_value_is_no_integer() -> None:
    with (
        serving(Answer(200, b'{"i":true}', JSON)) as server,
        Numbers(base_url=server.url) as client,
    ):
        found = client.n.get()

    [mismatch] = found.mismatches
    assert isinstance(mismatch, Mismatch)
    assert (mismatch.path, mismatch.got) == ("$.i", "true")
    assert cast("object", found.i) is True


def test_a_truth_value_is_sent_as_one() -> None:
    assert types.N.from_dict({"more": True}).to_json() == '{"more":true}'

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import unions_discriminator_oneof_mapping as client
from server import reply
from twins import in_both
from unions_discriminator_oneof_mapping import UnknownVariant, types

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

ANSWER: list[dict[str, object]] = [
    {"payKind": "card", "num": "1"},
    {"payKind": "credit", "num": "2"},
    {"payKind": "bank", "num": "3"},
    {"payKind": "w-1"},
]


def answered(server: LoopbackServer, body: types.PayInput) -> list[types.Pay]:
    # The server's validator cannot tell the variants apart: it ignores the tag.
    server.on("POST /p", reply(ANSWER, accepts_invalid=True))
    return in_both(
        client.DiscriminatorOneofMapping(base_url=server.url),
        client.AsyncDiscriminatorOneofMapping(base_url=server.url),
        lambda it: it.p.create(body),
    )


def plain(pay: types.Pay) -> dict[str, Any]:
    return dict(pay.raw) if isinstance(pay, UnknownVariant) else pay.to_dict()


def test_the_tag_alone_decides_and_keeps_its_value(server: LoopbackServer) -> None:
    found = answered(server, types.Wallet())

    assert found == [
        types.Card(pay_kind="card", num="1"),
        types.Card(pay_kind="credit", num="2"),
        types.Bank(pay_kind="bank", num="3"),
        types.Wallet(pay_kind="w-1"),
    ]


def test_the_list_round_trips(server: LoopbackServer) -> None:
    assert [plain(pay) for pay in answered(server, types.Wallet())] == ANSWER


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        (types.Card(num="1"), {"payKind": "card", "num": "1"}),
        (types.Card(num="1", pay_kind="credit"), {"payKind": "credit", "num": "1"}),
        ({"payKind": "credit", "num": "1"}, {"payKind": "credit", "num": "1"}),
        (types.Bank(iban="x"), {"payKind": "bank", "iban": "x"}),
        (types.Wallet(), {"payKind": "w-1"}),
    ],
)
def test_a_variant_is_sent_with_its_first_tag_or_the_one_given(
    server: LoopbackServer, body: types.PayInput, sent: dict[str, object]
) -> None:
    answered(server, body)

    assert [request.json for request in server.requests] == [sent] * 2


def test_the_tag_is_looked_up_by_its_wire_name() -> None:
    assert types.Card.model_fields["pay_kind"].alias == "payKind"
    assert types.Card.from_dict({"payKind": "credit", "num": "1"}).pay_kind == "credit"


def test_variants_encode_without_a_warning_alone_and_in_a_list(
    server: LoopbackServer,
) -> None:
    found = answered(server, types.Card(num="1"))

    [card, *_] = found
    assert isinstance(card, types.Card)
    assert card.model_dump_json() == '{"pay_kind":"card","num":"1"}'
    assert [type(pay) for pay in found] == [
        *(types.Card, types.Card, types.Bank, types.Wallet),
    ]

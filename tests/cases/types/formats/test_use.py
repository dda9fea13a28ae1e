from __future__ import annotations

from datetime import UTC, date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
import types_formats as client
from server import reply
from twins import in_both
from types_formats import types

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

ID = "7f1c4c3e-8d3b-4d5a-9c39-0a4b0f3d2c11"
BODY: dict[str, object] = {
    "date": "2024-01-02",
    "time": "12:30:00Z",
    "duration": "P1DT2H",
    "uuid": ID,
    "data": "/+8=",
    "url_data": "_-8",
    "price": "12.50",
    "number": 12.5,
    "large": "9007199254740993",
    "unsigned": 18446744073709551615,
    "url": "https://x.test/?a=b",
    "unix": 1700000000,
    "odd": "x",
}
VALUE = types.F(
    date=date(2024, 1, 2),
    time=time(12, 30, tzinfo=UTC),
    duration=timedelta(days=1, hours=2),
    uuid=UUID(ID),
    data=b"\xff\xef",
    url_data="_-8",
    price=Decimal("12.50"),
    number=12.5,
    large="9007199254740993",
    unsigned=18446744073709551615,
    url="https://x.test/?a=b",
    unix=1700000000,
    odd="x",
)


def test_every_format_decodes_and_round_trips(server: LoopbackServer) -> None:
    server.on("POST /f", reply(BODY))

    found = in_both(
        client.Formats(base_url=server.url),
        client.AsyncFormats(base_url=server.url),
        lambda it: it.f.create(),
    )

    assert found == VALUE
    assert found.to_dict() == BODY


def test_every_format_is_sent_as_the_document_spells_it(server: LoopbackServer) -> None:
    # The server's validator knows times without an offset only.
    server.on("POST /f", reply({}, accepts_invalid=True))
    arguments: dict[str, Any] = dict(VALUE)
    arguments["price_body"] = arguments.pop("price")

    in_both(
        client.Formats(base_url=server.url),
        client.AsyncFormats(base_url=server.url),
        lambda it: it.f.create(**arguments),
    )

    assert [request.json for request in server.requests] == [BODY] * 2
    assert VALUE.to_dict() == BODY


def test_a_decimal_is_sent_as_text_in_every_place(server: LoopbackServer) -> None:
    server.on("POST /f", reply({}))

    with client.Formats(base_url=server.url) as it:
        it.f.create(
            price_body=Decimal("0.10"),
            price=Decimal("0.10"),
            day=date(2024, 1, 2),
            span=timedelta(minutes=90),
        )
        it.f.create(price_body="0.10")

    [first, second] = server.requests
    assert parse_qsl(first.target.partition("?")[2]) == [
        ("day", "2024-01-02"),
        ("price", "0.10"),
        ("span", "PT1H30M"),
    ]
    assert first.json == second.json == {"price": "0.10"}


@pytest.mark.parametrize("price", [12.5, 12])
@pytest.mark.filterwarnings("ignore")
def test_a_decimal_that_came_as_a_number_goes_out_as_one(price: float) -> None:
    found = types.F.from_dict({"price": price})

    assert found.price == Decimal(str(price))
    assert found.to_json() == f'{{"price":{price}}}'

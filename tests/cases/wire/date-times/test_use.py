from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

import pytest
from sockets import Answer, serving
from twins import in_both, sent
from wire_date_times import (
    AsyncDateTimes,
    DateTimes,
    DecodeError,
    InvalidRequestError,
    types,
)

if TYPE_CHECKING:
    from sockets import Seen, Server

MOMENT = datetime(2024, 5, 6, 7, 8, 9, 500_000, UTC)
NAIVE = MOMENT.replace(tzinfo=None)
JSON = {"Content-Type": "application/json"}


def posted(moment: datetime, server: Server) -> Seen:
    in_both(
        DateTimes(base_url=server.url),
        AsyncDateTimes(base_url=server.url),
        lambda client: client.d.update(moment, since=moment, x_at=moment, a=moment),
    )
    return sent(server)


def places(seen: Seen) -> list[str]:
    """What the four places hold: path, query, header and body."""
    path, _, query = seen.target.partition("?")
    [(_, since)] = parse_qsl(query)
    return [
        unquote(path.removeprefix("/d/")),
        since,
        seen.headers["x-at"],
        json.loads(seen.body)["a"],
    ]


def received(a: str) -> types.D:
    answer = Answer(200, json.dumps({"a": a}).encode(), JSON)
    with serving(answer) as server, DateTimes(base_url=server.url) as client:
        return client.d.update(MOMENT)


def test_an_aware_datetime_is_sent_as_rfc_3339_with_an_offset_in_every_place() -> None:
    with serving(Answer(200, b"{}", JSON)) as server:
        seen = posted(MOMENT, server)

    assert places(seen) == ["2024-05-06T07:08:09.5Z"] * 4


def test_an_offset_is_sent_and_its_plus_is_encoded_in_the_query() -> None:
    moment = MOMENT.astimezone(timezone(timedelta(hours=2)))

    with serving(Answer(200, b"{}", JSON)) as server:
        seen = posted(moment, server)

    assert places(seen) == ["2024-05-06T09:08:09.5+02:00"] * 4
    assert "%2B02%3A00" in seen.target.partition("?")[2]


@pytest.mark.parametrize("place", ["at", "since", "X-At", "a", "list"])
def test_a_naive_datetime_raises_before_sending_and_names_the_field(
    place: str, wire: Server
) -> None:
    def given(name: str) -> datetime:
        return NAIVE if name == place else MOMENT

    with (
        DateTimes(base_url=wire.url) as client,
        pytest.raises(InvalidRequestError, match=place),
    ):
        client.d.update(
            given("at"),
            since=given("since"),
            x_at=given("X-At"),
            a=given("a"),
            list=[given("list")],
        )

    assert wire.seen == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-06T07:08:09Z", datetime(2024, 5, 6, 7, 8, 9, 0, UTC)),
        ("2024-05-06t07:08:09z", datetime(2024, 5, 6, 7, 8, 9, 0, UTC)),
        ("2024-05-06T07:08:09.1Z", datetime(2024, 5, 6, 7, 8, 9, 100_000, UTC)),
        (
            "2024-05-06T07:08:09.123456789Z",
            datetime(2024, 5, 6, 7, 8, 9, 123_456, UTC),
        ),
        ("2024-05-06T07:08:09+02:00", datetime(2024, 5, 6, 5, 8, 9, 0, UTC)),
        ("2024-05-06T07:08:09-00:00", datetime(2024, 5, 6, 7, 8, 9, 0, UTC)),
    ],
)
def test_every_spelling_of_rfc_3339_is_the_right_instant(
    text: str, moment: datetime
) -> None:
    found = received(text).a

    assert found == moment
    assert isinstance(found, datetime)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("text", ["2024-05-06T07:08:09", "2024-05-06 07:08:09+0000"])
def test_common_spellings_beside_it_are_the_right_instant_too(text: str) -> None:
    assert received(text).a == datetime(2024, 5, 6, 7, 8, 9, 0, UTC)


@pytest.mark.parametrize("text", ["never", ""])
def test_what_is_no_date_time_raises_where_asked_and_names_its_place(text: str) -> None:
    answer = Answer(200, json.dumps({"a": text}).encode(), JSON)
    with (
        serving(answer) as server,
        DateTimes(base_url=server.url, on_mismatch="raise") as client,
        pytest.raises(DecodeError, match=r"\$\.a"),
    ):
        client.d.update(MOMENT)


@pytest.mark.parametrize("text", ["never", ""])
def test_what_is_no_date_time_is_kept_as_text_where_mismatches_pass(text: str) -> None:
    answer = Answer(200, json.dumps({"a": text}).encode(), JSON)
    with (
        serving(answer) as server,
        DateTimes(base_url=server.url, on_mismatch="ignore") as client,
    ):
        found = client.d.update(MOMENT)

    assert json.loads(found.to_json()) == {"a": text}
    assert [mismatch.path for mismatch in found.mismatches] == ["$.a"]

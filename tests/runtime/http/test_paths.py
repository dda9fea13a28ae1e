"""Path parameters: every style, and no way to another route (raw bytes)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from _runtime.errors import InvalidRequestError
from _runtime.operation import Operation
from _runtime.parameters import Style
from _runtime.paths import filled
from hypothesis import given
from hypothesis import strategies as st
from probes import NOTHING, Probe
from sockets import serving


def _target(
    probe: Probe, path: str, style: Style | None = None, **values: object
) -> str:
    styles = {} if style is None else {("path", name): style for name in values}
    operation = Operation[None, object]("GET", path, NOTHING, styles=styles)
    with serving() as server:
        probe.send(f"{server.url}/v1", operation, path=values)
        return server.seen[0].target.removeprefix("/v1")


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ("a/b", "/leads/a%2Fb/enrich"),
        ("../x", "/leads/..%2Fx/enrich"),
        ("?x=1", "/leads/%3Fx%3D1/enrich"),
        ("#f", "/leads/%23f/enrich"),
        ("%2e%2e", "/leads/%252e%252e/enrich"),
        ("a b", "/leads/a%20b/enrich"),
        ("é\\\r\n", "/leads/%C3%A9%5C%0D%0A/enrich"),
        ("...", "/leads/.../enrich"),
        (";,.=:", "/leads/%3B%2C.%3D%3A/enrich"),
    ],
)
def test_a_value_stays_in_its_segment(probe: Probe, value: str, sent: str) -> None:
    assert _target(probe, "/leads/{lead_id}/enrich", lead_id=value) == sent


@pytest.mark.parametrize("value", ["..", ".", "", None])
def test_what_would_change_the_route_is_refused(probe: Probe, value: object) -> None:
    operation = Operation[None, object]("GET", "/leads/{lead_id}", NOTHING)

    with serving() as server, pytest.raises(InvalidRequestError, match="`lead_id`"):
        probe.send(server.url, operation, path={"lead_id": value})

    assert server.seen == []


@given(st.text(min_size=1))
def test_no_text_leaves_its_segment(value: str) -> None:
    try:
        path = filled("/a/{x}/b", {"x": value}, {})
    except (InvalidRequestError, UnicodeEncodeError):
        return

    assert path.count("/") == 3
    assert not set(path) & set("?#\\ ")


@pytest.mark.parametrize(
    ("path", "style", "values", "sent"),
    [
        ("/m/{ids}", None, {"ids": [1, 2, 3]}, "/m/1,2,3"),
        ("/l{ids}", Style("label", explode=True), {"ids": ["a", "b"]}, "/l.a.b"),
        ("/l{ids}", Style("label"), {"ids": ["a", "b.c"]}, "/l.a,b%2Ec"),
        (
            "/x{ids}",
            Style("matrix", explode=True),
            {"ids": ["a", "b"]},
            "/x;ids=a;ids=b",
        ),
        ("/y{ids}", Style("matrix"), {"ids": ["a", "b"]}, "/y;ids=a,b"),
        ("/o/{pt}", None, {"pt": {"R": 1, "G": 2}}, "/o/R,1,G,2"),
        (
            "/oe/{pt}",
            Style("simple", explode=True),
            {"pt": {"R": 1, "G": 2}},
            "/oe/R=1,G=2",
        ),
        (
            "/range/{from-date}/{to.date}",
            None,
            {"to.date": "2", "from-date": "1"},
            "/range/1/2",
        ),
        ("/pair/{a}-{b}", None, {"a": "x-1", "b": "y"}, "/pair/x-1-y"),
        ("/ops/{id}:cancel", None, {"id": "9"}, "/ops/9:cancel"),
        ("/rep/{id}.json", None, {"id": "9"}, "/rep/9.json"),
        ("/flag/{on}", None, {"on": True}, "/flag/true"),
        (
            "/j/{f}",
            Style("simple", content="application/json"),
            {"f": {"a": 1}},
            "/j/%7B%22a%22%3A1%7D",
        ),
    ],
)
def test_a_path_is_written_in_its_style(
    probe: Probe,
    path: str,
    style: Style | None,
    values: dict[str, object],
    sent: str,
) -> None:
    assert _target(probe, path, style, **values) == sent


def test_an_instant_is_sent_with_its_offset(probe: Probe) -> None:
    moment = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    summer = moment.astimezone(timezone(timedelta(hours=2)))

    assert _target(probe, "/d/{at}", at=moment) == "/d/2024-05-06T07%3A08%3A09Z"
    assert _target(probe, "/d/{at}", at=summer).endswith("09%3A08%3A09%2B02%3A00")


def test_a_naive_datetime_never_leaves(probe: Probe) -> None:
    operation = Operation[None, object]("GET", "/d/{at}", NOTHING)
    naive = datetime(2024, 5, 6, tzinfo=UTC).replace(tzinfo=None)

    with serving() as server, pytest.raises(InvalidRequestError, match="at"):
        probe.send(server.url, operation, path={"at": naive})

    assert server.seen == []

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generating import client_of
from trees import REAL

from wire.outcomes import Blame, Kind, Outcome
from wire.trying import tried

if TYPE_CHECKING:
    from pathlib import Path

OPERATIONS = {"petstore": 20, "train_travel": 7, "cafe": 12}


@pytest.fixture(scope="module", params=sorted(REAL))
def outcomes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[Outcome]:
    """What comes of the operations of a pinned document."""
    name = f"{request.param}_on_the_wire"
    client = client_of(REAL[request.param], name)
    folder: Path = client.write(tmp_path_factory.mktemp(name))
    return list(tried(folder / name, REAL[request.param]))


def test_no_client_is_at_fault(outcomes: list[Outcome]) -> None:
    assert [one for one in outcomes if one.blame is Blame.CLIENT] == []


def test_everything_is_tried(outcomes: list[Outcome]) -> None:
    kinds = {one.kind for one in outcomes if not one.blame}
    operations = {one.operation for one in outcomes if one.kind is Kind.CALLABLE}
    requests = [one for one in outcomes if one.kind is Kind.REQUEST and not one.blame]

    assert kinds == {*Kind}
    assert len(operations) in OPERATIONS.values()
    assert len(requests) >= 2 * len(operations)

"""Values that end are made however they refer to each other; others are told to be none."""

from __future__ import annotations

import pytest
from types_endless_values import EndlessValues, types
from types_endless_values.testing import Factories, MockEndlessValues, make


def test_a_value_that_would_contain_itself_for_ever_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="every Employee contains another one"):
        make.employee()


@pytest.mark.parametrize("seed", range(4))
def test_a_value_that_may_end_does(seed: int) -> None:
    team: types.Team | types.Person = Factories(seed).team()

    while isinstance(team, types.Team):
        [team] = team.parts
    assert team.code.startswith("P")


def test_the_other_operations_are_not_disturbed() -> None:
    mock = MockEndlessValues()
    mock.answers_anything()

    with mock.client() as client:
        assert isinstance(client, EndlessValues)
        assert client.teams.list() == []
        with pytest.raises(ValueError, match="contains another"):
            client.employees.get("e1")

"""What docstrings tell of limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sdksmith.ir.schemas import NO_DOC, Doc
from sdksmith.ir.types import Constraints, ListOf, Primitive, PrimitiveKind
from sdksmith.python.prose import described


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Constraints(minimum=Decimal(1), maximum=Decimal(9)), "1 to 9."),
        (Constraints(minimum=Decimal(-(2**31)), maximum=Decimal(2**31 - 1)), None),
        (Constraints(minimum=Decimal(1), maximum=Decimal(2**31 - 1)), "At least 1."),
        (Constraints(max_length=2**31 - 1), None),
    ],
)
def test_limits_that_are_none_are_not_told(
    limits: Constraints, expected: str | None
) -> None:
    assert described(NO_DOC, Primitive(PrimitiveKind.INTEGER, limits)) == expected


def test_limits_follow_what_is_said() -> None:
    of = ListOf(Primitive(PrimitiveKind.STRING), min_items=1)

    assert described(Doc(description="Names"), of) == "Names. At least 1 item."

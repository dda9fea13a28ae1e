"""What type checkers find: each of these may be None."""

from nullability_nullable_ref_30 import types


def lengths(n: types.N) -> list[int]:
    return [
        len(n.a.v),  # wrong
        len(n.b.v),  # wrong
        len(n.c.v),  # wrong
        len(n.d.v),  # wrong
    ]

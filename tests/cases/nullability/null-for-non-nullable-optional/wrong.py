"""What type checkers find."""

from nullability_null_for_non_nullable_optional import NullNonNullableOptional, types

w = NullNonNullableOptional().w
w.update(id="1", when=None)  # wrong
w.update(id="1", inner=None)  # wrong
w.update(id="1", list=None)  # wrong
w.update(id="1", kind=None)  # wrong
w.update(id="1", list=[{"x": None}])  # wrong
written: types.VDict = {"id": "1", "when": None}  # wrong
w.update(id="1", list=[{"x": 1}, {}], kind="a")

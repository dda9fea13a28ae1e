"""What type checkers find."""

from types_allof_required_override import AllofRequiredOverride, types

types.Create()  # wrong
types.Create(kind="a")  # wrong
types.Create(name="x", kind="c")  # wrong
types.Create2(extra_=[])  # wrong
types.Create2(note="n", extra_=[])
types.Base()
AllofRequiredOverride().o.create(kind="a")  # wrong

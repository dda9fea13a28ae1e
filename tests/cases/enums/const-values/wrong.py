"""What type checkers find."""

from enums_const_values import types

types.K(kind="gadget")  # wrong
types.K(version=3)  # wrong
types.K(on=False)  # wrong
types.K(opt="only-if-set", ratio=0.5)

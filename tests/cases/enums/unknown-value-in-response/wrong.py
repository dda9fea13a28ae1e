"""What type checkers find."""

from enums_unknown_value_in_response import UnknownValue, types

types.S(state="paused", states=[])  # wrong
types.S(state="started", states=["paused"])  # wrong
types.S(state="started", states=[], level=3)  # wrong
types.S(state=UnknownValue("paused"), states=["started"], level=2)

"""What type checkers find."""

from enums_values_beside_plain_text import More

c = More().c
c.create(model=5)  # wrong
c.create(model="any", list=["c"])  # wrong
c.create(model="any", list="a")  # wrong
c.create(model="any", one="any", size="any", nullable="any", list=["a"])

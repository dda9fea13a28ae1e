"""What type checkers find."""

from types_allof_parents_that_share_members import SharedMembers

a = SharedMembers().a
a.create(id=1)  # wrong
a.create(id=1, name="n", count=1.5)  # wrong
a.create(id=1, name="n", kind="c")  # wrong
a.create(id=1, name="n", note=None)  # wrong
a.create(id=1, name="n", tags=["r"])  # wrong
a.create(id=1, name="n", count=1, kind="b", note="x", tags=["q"])

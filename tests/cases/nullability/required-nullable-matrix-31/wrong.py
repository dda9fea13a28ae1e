"""What type checkers find."""

from nullability_required_nullable_matrix_31 import RequiredNullableMatrix, types

m = RequiredNullableMatrix().m
m.create(rr="a", rn=None)  # wrong
m.create(rr=None, rn=None, child=None)  # wrong
m.create(rr="a", rn=None, child=None, kids=None)  # wrong
m.create(rr="a", rn=None, child=None, multi=1.5)  # wrong
m.create(rr="a", rn=None, child=None, kids=[None], multi=None, n=None)
types.M(rr="a", rn=None)  # wrong

"""Members that are called like secrets: there for the program, and never shown."""

from __future__ import annotations

from _runtime.absent import OrAbsent
from _runtime.models import Model
from _runtime.unions import UnknownVariant


class Login(Model):
    user: str
    password: str
    page_token: OrAbsent[str] = None


def test_a_repr_hides_what_is_called_like_a_secret() -> None:
    hidden = "s3cr3t"
    kept = Login(user="u", password=hidden, page_token=None)
    read = Login.from_dict(
        {
            "user": "u",
            "password": hidden,
            "refreshToken": hidden,
            "more": {"x-api-key": hidden, "tokens": "7"},
        }
    )
    unknown = UnknownVariant({"kind": "k", "secret": hidden})

    assert repr(kept) == "Login(user='u', password='***', page_token=None)"
    assert hidden not in f"{read!r} {read} {unknown!r}"
    assert "'tokens': '7'" in repr(read)
    assert read.password == hidden

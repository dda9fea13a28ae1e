from __future__ import annotations

import inspect

from documents_links.resources.subs import Subs


def test_the_docstring_says_what_follows_and_what_it_takes() -> None:
    said = inspect.getdoc(Subs.create) or ""

    assert [" ".join(part.split()) for part in said.split("\n\n")] == [
        (
            "The answer's `sub_id` is the `sub_id` of `client.subs.get`. "
            'The `sub` that """ was made.'
        ),
        (
            "The answer's `sub_id` is the `sub_id`, the `pet_id` given is the `x_pet`, "
            "`5` is the `n` and the answer is the body of `client.subs.replace`."
        ),
        "The answer's header `X-Pet` is the `pet_id` of `client.subs.create`.",
        "`client.subs.create` may follow.",
        "`POST /subs`",
    ]


def test_others_say_nothing_of_it() -> None:
    assert inspect.getdoc(Subs.get) == "`GET /subs/{sub_id}`"

"""Annotations of arguments, read at run time by tools that look at signatures."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest
from _runtime import body, multipart


@pytest.mark.parametrize("alias", [body.Content, body.Chunks, multipart.File])
def test_what_an_alias_stands_for_is_known_wherever_it_is_used(alias: object) -> None:
    def method(content: object) -> None: ...

    method.__annotations__ = {"content": alias}

    assert get_args(get_type_hints(method)["content"])

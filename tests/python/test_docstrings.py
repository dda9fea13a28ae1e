"""Text of a document in docstrings and comments: kept, wrapped, and never code."""

from __future__ import annotations

import ast
import io
import tokenize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdksmith.python.docstrings import comment, docstring

TEXT = st.text(st.characters(exclude_categories=()))
NASTY = st.text(st.sampled_from('"\\\n\r\t `~*-#>|{}%N\x00\u2028abc'))


def evaluated(text: str, indent: int) -> str:
    pad = " " * indent
    source = f"{'def f():' if indent else ''}\n{pad}{docstring(text, indent)}\n"
    source.encode()
    body = ast.parse(source).body
    statement = body[0].body[0] if isinstance(body[0], ast.FunctionDef) else body[0]
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(statement.value.value, str)
    return statement.value.value


@given(TEXT | NASTY, st.sampled_from([0, 4, 8]))
def test_a_docstring_is_one_string_whatever_is_in_it(text: str, indent: int) -> None:
    value = evaluated(text, indent)

    assert _words(value) == _words(text)


def _words(text: str) -> list[str]:
    """The text without what wrapping may change: white space, and `>` of quotes."""
    return list("".join(text.replace(">", "").split()))


@given(TEXT | NASTY, st.sampled_from([0, 4]))
def test_a_comment_is_nothing_but_a_comment(text: str, indent: int) -> None:
    source = comment(text, indent) + "\n"

    tokens = tokenize.generate_tokens(io.StringIO(source).readline)

    harmless = {tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER, tokenize.NEWLINE}
    assert {token.type for token in tokens} <= harmless


@pytest.mark.parametrize("length", range(70, 95))
def test_no_line_is_too_long_with_its_quotes(length: int) -> None:
    text = ("word " * 40)[:length].strip()

    lines = ("    " + docstring(text, 4)).split("\n")

    assert max(map(len, lines)) <= 88


def test_lists_fences_and_tables_stay_whole() -> None:
    text = """\
Some words.

- one item that is long enough that it has to be wrapped over two lines or more, yes yes
- two

```json
{"a":    1}
```

| a | b |
| - | - |

1. first
"""
    assert docstring(text, 4) == '''"""Some words.

    - one item that is long enough that it has to be wrapped over two lines or more, yes
      yes
    - two

    ```json
    {"a":    1}
    ```

    | a | b |
    | - | - |

    1. first
    """'''


def test_arguments_hang_under_their_names() -> None:
    text = """\
Do it.

Args:
    name: The name of the thing that is to be done, which may well be quite long, so.
        More of it:

        - an item
    other: Short.

`GET /x`"""

    assert docstring(text, 4) == '''"""Do it.

    Args:
        name: The name of the thing that is to be done, which may well be quite
            long, so. More of it:

            - an item
        other: Short.

    `GET /x`
    """'''


def test_a_link_is_not_broken() -> None:
    link = "https://example.test/" + "x" * 120

    assert link in docstring(f"See {link} for more.", 4)


def test_the_operation_stays_on_one_line() -> None:
    operation = f"`GET /{'long/' * 20}`"

    text = docstring(f"Gets it.\n\n{operation}", 8)

    assert operation in text

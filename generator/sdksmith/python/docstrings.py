"""Docstrings and comments from a document's text: the other of the two doors."""

from __future__ import annotations

from sdksmith.python.wrapping import wrap

LINE_LENGTH = 88
QUOTES = '"""'
_ESCAPED_QUOTES = '\\"\\"\\"'


def docstring(text: str, indent: int = 0) -> str:
    """A whole triple-quoted docstring for text of any content.

    The first line carries no indent, as the place in the template has it already.
    """
    width = LINE_LENGTH - indent
    lines = [_escaped(line) for line in wrap(text, width)]
    if len(lines) <= 1:
        body = _guarded("".join(lines))
        if len(body) + 2 * len(QUOTES) <= width:
            return QUOTES + body + QUOTES
        lines = [_escaped(line) for line in wrap(text, width - 2 * len(QUOTES))]
    elif len(lines[0]) + len(QUOTES) > width:
        lines = [_escaped(line) for line in wrap(text, width - len(QUOTES))]
    pad = " " * indent
    inner = [pad + line if line else "" for line in lines[1:]]
    return "\n".join([QUOTES + lines[0], *inner, pad + QUOTES])


def comment(text: str, indent: int = 0) -> str:
    """Comment lines that hold the text, whatever is in it."""
    lines = wrap(text, LINE_LENGTH - indent - len("# ")) or [""]
    shown = [f"# {_printable(line)}".rstrip() for line in lines]
    return f"\n{' ' * indent}".join(shown)


def _escaped(line: str) -> str:
    """The line as it must stand between triple quotes."""
    line = line.replace("\\", "\\\\").replace(QUOTES, _ESCAPED_QUOTES)
    return _printable(line)


def _guarded(line: str) -> str:
    """The escaped line as it can stand before the closing quotes."""
    if line.endswith(_ESCAPED_QUOTES) or not line.endswith('"'):
        return line
    return line[:-1] + '\\"'


def _printable(line: str) -> str:
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode() for c in line
    )

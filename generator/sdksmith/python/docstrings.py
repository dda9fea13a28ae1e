"""Docstrings and comments from a document's text: the other of the two doors."""

from __future__ import annotations

import re
import textwrap

LINE_LENGTH = 88
QUOTES = '"""'

_LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,9}[.)])\s+")
_WHOLE_LINE = re.compile(r"^\s*(#{1,6}\s|\||>|[-=*_]{3,}$|Args:$)")
_INDENTED = re.compile(r"^\s{4,}")
_ARGUMENT = re.compile(r"^    \w+: ")


def docstring(text: str, indent: int = 0) -> str:
    """A whole triple-quoted docstring for text of any content.

    The first line carries no indent, as the place in the template has it already.
    """
    lines = wrap(text, LINE_LENGTH - indent)
    escaped = [_escape(line) for line in lines]
    if len(lines) <= 1:
        body = _guard_end(escaped[0] if escaped else "")
        if len(body) + indent + 2 * len(QUOTES) <= LINE_LENGTH:
            return QUOTES + body + QUOTES
        escaped = [_escape(line) for line in wrap(text, LINE_LENGTH - indent - 3)]
    elif len(escaped[0]) + indent + len(QUOTES) > LINE_LENGTH:
        escaped = [_escape(line) for line in wrap(text, LINE_LENGTH - indent - 3)]
    pad = " " * indent
    inner = [pad + line if line else "" for line in escaped[1:]]
    return "\n".join([QUOTES + escaped[0], *inner, pad + QUOTES])


def comment(text: str, indent: int = 0) -> str:
    """Comment lines that hold the text, whatever is in it."""
    width = LINE_LENGTH - indent - len("# ")
    lines = [_printable(line) for line in wrap(text, width)]
    return f"\n{' ' * indent}".join(f"# {line}".rstrip() for line in lines or [""])


def wrap(text: str, width: int) -> list[str]:
    """The lines of CommonMark text, filled; lists, fences and tables stay whole."""
    lines = _LINE_BREAKS.sub("\n", text).expandtabs(4).split("\n")
    result: list[str] = []
    paragraph: list[str] = []
    fence: str | None = None

    def flush() -> None:
        result.extend(_fill(paragraph, width))
        paragraph.clear()

    for line in (
        each.rstrip() for each in textwrap.dedent("\n".join(lines)).split("\n")
    ):
        opening = _FENCE.match(line)
        if fence is not None or opening:
            flush()
            result.append(line)
            fence = _next_fence(fence, opening)
        elif not line or _WHOLE_LINE.match(line) or _is_code(line, paragraph):
            flush()
            result.append(line)
        else:
            if _begins(line):
                flush()
            paragraph.append(line)
    flush()
    return _trim(result)


def sentence(text: str) -> str:
    """The text as one line that ends like a sentence."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?:;…" else f"{line}."


def _is_code(line: str, paragraph: list[str]) -> bool:
    """Whether this is an indented code block (CommonMark 4.4)."""
    return bool(_INDENTED.match(line)) and not paragraph and not _begins(line)


def _begins(line: str) -> bool:
    return bool(_LIST_ITEM.match(line) or _ARGUMENT.match(line))


def _next_fence(fence: str | None, opening: re.Match[str] | None) -> str | None:
    if fence is None:
        return opening.group(1)[0] if opening else None
    closes = opening is not None and opening.group(1)[0] == fence
    return None if closes else fence


def _fill(lines: list[str], width: int) -> list[str]:
    if not lines:
        return []
    item = _LIST_ITEM.match(lines[0])
    indent = len(lines[0]) - len(lines[0].lstrip())
    hang = item.end() if item else indent + 4 * bool(_ARGUMENT.match(lines[0]))
    return textwrap.wrap(
        " ".join(line.strip() for line in lines),
        width=max(width, hang + 20),
        initial_indent=" " * indent,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _trim(lines: list[str]) -> list[str]:
    """Without blank lines at the ends, nor two in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _escape(line: str) -> str:
    """The line as it must stand between triple quotes."""
    escaped = line.replace("\\", "\\\\").replace(QUOTES, '\\"\\"\\"')
    return _printable(escaped)


def _guard_end(line: str) -> str:
    return line[:-1] + '\\"' if line.endswith('"') else line


def _printable(line: str) -> str:
    return "".join(c if c.isprintable() else _escaped(c) for c in line)


def _escaped(character: str) -> str:
    point = ord(character)
    if point <= 0xFF:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"

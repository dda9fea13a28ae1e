"""Fills CommonMark text to a width; lists, code fences, tables and links stay whole."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

_LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"^(\s*)([-*+]|\d{1,9}[.)])\s+")
_QUOTE = re.compile(r"^\s*>[\s>]*")
_WHOLE_LINE = re.compile(r"^\s*(#{1,6}\s|\||[-=*_]{3,}$|`[A-Z]+ /[^`]*`$)")
_INDENTED = re.compile(r"^\s{4,}")
_ARGUMENTS = "Args:"
_ARGUMENT = re.compile(r"^ {4}\S")
_HANG = " " * 8


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text, none longer than the width where it can be helped."""
    lines = _LINE_BREAKS.sub("\n", text).expandtabs(4).split("\n")
    lines = [each.rstrip() for each in textwrap.dedent("\n".join(lines)).split("\n")]
    start = _arguments_start(lines)
    if start is None:
        return _trimmed(_blocks(lines, width))
    end = start
    while end < len(lines) and (not lines[end] or lines[end].startswith(" ")):
        end += 1
    return _trimmed(
        [
            *_blocks(lines[:start], width),
            *_entries(lines[start:end], width),
            *_blocks(lines[end:], width),
        ]
    )


def argument_section(entries: Iterable[tuple[str, str]]) -> str:
    """An `Args:` section as `wrap` knows it: names with what is said of them."""
    lines = [_ARGUMENTS]
    for name, said in entries:
        first, *others = said.strip().split("\n")
        lines.append(f"    {name}: {first.strip()}")
        lines += [_HANG + line if line.strip() else "" for line in others]
    return "\n".join(lines)


def sentence(text: str) -> str:
    """The text as one line that ends like a sentence."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?:;…" else f"{line}."


def _arguments_start(lines: list[str]) -> int | None:
    for number, line in enumerate(lines[:-1]):
        if line == _ARGUMENTS and _ARGUMENT.match(lines[number + 1]):
            return number + 1
    return None


def _entries(lines: list[str], width: int) -> list[str]:
    """The entries of a section, each wrapped by itself, with a hanging indent."""
    result: list[str] = []
    entry: list[str] = []
    for line in [*lines, "    x"]:
        if _ARGUMENT.match(line):
            found = _trimmed(_blocks(entry, width - len(_HANG)))
            result += [_HANG[4 * (not n) :] + each for n, each in enumerate(found)]
            entry = []
        entry.append(line.removeprefix(_HANG).removeprefix("    "))
    gap = [""] if lines and not lines[-1] else []
    return [line.rstrip() for line in result] + gap


def _blocks(lines: list[str], width: int) -> list[str]:
    result: list[str] = []
    paragraph: list[str] = []
    fence: str | None = None

    def flush() -> None:
        result.extend(_filled(paragraph, width))
        paragraph.clear()

    for line in lines:
        opening = _FENCE.match(line)
        if fence is not None or opening:
            flush()
            result.append(line)
            fence = _next_fence(fence, opening)
        elif not line or _WHOLE_LINE.match(line) or _is_code(line, paragraph):
            flush()
            result.append(line)
        else:
            if _LIST_ITEM.match(line) or _QUOTE.match(line):
                flush()
            paragraph.append(line)
    flush()
    return result


def _is_code(line: str, paragraph: list[str]) -> bool:
    """Whether this is an indented code block (CommonMark 4.4)."""
    begins = _LIST_ITEM.match(line) or _QUOTE.match(line)
    return bool(_INDENTED.match(line)) and not paragraph and not begins


def _next_fence(fence: str | None, opening: re.Match[str] | None) -> str | None:
    if fence is None:
        return opening.group(1)[0] if opening else None
    closes = opening is not None and opening.group(1)[0] == fence
    return None if closes else fence


def _filled(lines: list[str], width: int) -> list[str]:
    if not lines:
        return []
    item, quote = _LIST_ITEM.match(lines[0]), _QUOTE.match(lines[0])
    indent = " " * (len(lines[0]) - len(lines[0].lstrip()))
    hang = " " * item.end() if item else indent
    if quote:
        indent = hang = quote.group()
        lines = [lines[0][quote.end() :], *lines[1:]]
    return textwrap.wrap(
        " ".join(line.strip() for line in lines),
        width=max(width, len(hang) + 20),
        initial_indent=indent,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines at the ends, nor two in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept

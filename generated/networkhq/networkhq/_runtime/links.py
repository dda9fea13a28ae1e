"""`Link` headers (RFC 8288), and URLs that lead on within one origin."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from .redirects import same_origin

_TARGET = re.compile(r"[\s,]*<([^<>]*)>")
_PARAMETER = re.compile(
    r'\s*;\s*([\w!#$&+\-.^`|~]+\*?)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,]*))?'
)
_UNSAFE = re.compile(r"[\x00-\x20\\\x7f]")


def next_link(header: str) -> str | None:
    """The target of the first link with the relation `next`, as it is written."""
    at = 0
    while found := _TARGET.match(header, at):
        at = found.end()
        said: dict[str, str] = {}
        while parameter := _PARAMETER.match(header, at):
            at = parameter.end()
            # Only the first `rel` of a link counts (RFC 8288, 3.3).
            said.setdefault(parameter[1].lower(), _unquoted(parameter[2] or ""))
        if "anchor" not in said and "next" in said.get("rel", "").lower().split():
            return found[1].strip()
    return None


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text


def within_origin(url: str, link: str) -> str | None:
    """The URL that a link on `url` leads to; None where it leaves the origin."""
    if _UNSAFE.search(link):
        return None
    try:
        target = urljoin(url, link)
        if not same_origin(url, target):
            return None
        path, query = urlsplit(target)[2:4]
        own = urlsplit(url)
    except ValueError:
        return None
    # The origin is written as before, so that no parser can read another into it.
    return own._replace(path=path or "/", query=query, fragment="").geturl()

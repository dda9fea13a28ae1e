"""Bytes from where a document is: a path, a URL, or standard input."""

from __future__ import annotations

import os
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

from sdksmith.diagnostics.codes import Code

STDIN: Final = "-"
LARGEST: Final = 100 * 1024 * 1024
"""The most bytes that are read from one location."""

_TIMEOUT_SECONDS: Final = 30


class NoBytesError(Exception):
    """A location gives no bytes, for the reason given."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def is_url(location: str) -> bool:
    """Whether the location is one that is downloaded."""
    return location.lower().startswith(("http://", "https://"))


def file_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a file; raises `NoBytesError`."""
    try:
        if path.is_dir():
            message = f"{shown} is a folder"
            raise NoBytesError(Code.FILE_NOT_READABLE, message)
        if not path.is_file() and not path.is_fifo():
            raise NoBytesError(Code.FILE_NOT_FOUND, f"there is no file {shown}")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"{shown} cannot be read: {reason.lower()}"
        raise NoBytesError(Code.FILE_NOT_READABLE, message) from error
    return _within_limit(data, shown)


def url_bytes(url: str, allows: Callable[[str], bool] = is_url) -> bytes:
    """What a web server answers; raises `NoBytesError`.

    A redirect is followed to where `allows` says yes.
    """
    shown = shown_url(url)
    try:
        with _opener(allows).open(url, timeout=_TIMEOUT_SECONDS) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        message = f"{shown} cannot be downloaded: {reason}"
        raise NoBytesError(Code.DOWNLOAD_FAILED, message) from error
    return _within_limit(data, shown)


def stdin_bytes(read: Callable[[], bytes] | None) -> bytes:
    """What was piped in; raises `NoBytesError`."""
    if read is None:
        message = "there is no standard input to read the document from"
        raise NoBytesError(Code.FILE_NOT_READABLE, message)
    return _within_limit(read(), "standard input")


def shown_url(url: str) -> str:
    """A URL as it may be printed: without user, password and query."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def shown_path(path: Path, base: Path) -> str:
    """A path as it is printed and recorded: from `base`, with `/`."""
    try:
        shown = os.path.relpath(path, base)
    except ValueError:  # another drive (Windows)
        shown = str(path)
    return Path(shown).as_posix()


def _within_limit(data: bytes, shown: str) -> bytes:
    if len(data) > LARGEST:
        message = f"{shown} is larger than {LARGEST // 1024 // 1024} MB"
        raise NoBytesError(Code.DOCUMENT_TOO_LARGE, message)
    return data


class _Gate(urllib.request.BaseHandler):
    """Lets requests through, the first and those of redirects, where that is allowed."""

    def __init__(self, allows: Callable[[str], bool]) -> None:
        self._allows = allows

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        """The request as it is; raises `NoBytesError`."""
        if not self._allows(request.full_url):
            message = f"a redirect leads to {shown_url(request.full_url)}, which is not followed"
            raise NoBytesError(Code.REMOTE_REF, message)
        return request

    https_request = http_request


def _opener(allows: Callable[[str], bool]) -> urllib.request.OpenerDirector:
    """Knows HTTP alone, so that no redirect leads to a local file."""
    opener = urllib.request.OpenerDirector()
    opener.addheaders = [("User-Agent", "sdksmith"), ("Accept", "*/*")]
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    opener.add_handler(_Gate(allows))
    return opener

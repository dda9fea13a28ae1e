"""Downloads: whole files or none, from where they broke off, in little memory."""

from __future__ import annotations

import io
import os
import tracemalloc
from pathlib import Path
from typing import cast

import pytest
from _runtime.errors import APIConnectionError, APITimeoutError
from _runtime.operation import StreamOperation
from _runtime.options import Limits
from blocking import Callers
from sockets import Answer, Answers, Seen, serving, serving_by

EXPORT = StreamOperation[bytes]("GET", "/export", bytes)
DATA = bytes(range(256)) * 2000
RANGES = {"ETag": '"1"', "Accept-Ranges": "bytes"}
MEGABYTE = bytes(2**20)


def _broken(sent: int, headers: dict[str, str], data: bytes = DATA) -> Answer:
    """The first bytes of a file, then the end of the connection."""
    length = {"Content-Length": str(len(data))}
    return Answer(200, data[:sent], {**headers, **length}, ends=True)


def _in_pieces(size: int, *, validator: str = '"1"') -> Answers:
    """Gives the file as a server does that breaks off each time after some bytes."""

    def answer(seen: Seen) -> Answer:
        said = seen.headers.get("range", "bytes=0-")
        start = int(said.removeprefix("bytes=").removesuffix("-"))
        headers = {**RANGES, "ETag": validator}
        status = 200
        if start and seen.headers.get("if-range") == validator:
            status = 206
            headers["Content-Range"] = f"bytes {start}-{len(DATA) - 1}/{len(DATA)}"
        else:
            start = 0
        rest = DATA[start:]
        headers["Content-Length"] = str(len(rest))
        return Answer(status, rest[:size], headers, ends=size < len(rest))

    return answer


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_whole_under_its_name_and_progress_is_told(
    callers: Callers, tmp_path: Path
) -> None:
    told: list[tuple[int, int | None]] = []

    def progress(received: int, total: int | None) -> None:
        told.append((received, total))
        assert not (tmp_path / "f").exists()

    with serving(Answer(200, DATA)) as server, callers.to(server.url) as caller:
        download = caller.download(EXPORT.call())
        written = download.write_to(tmp_path / "f", progress=progress)

    assert written == len(DATA)
    assert (tmp_path / "f").read_bytes() == DATA
    assert _names(tmp_path) == ["f"]
    assert told[-1] == (len(DATA), len(DATA))


def test_what_breaks_off_leaves_the_old_file_and_nothing_else(
    callers: Callers, tmp_path: Path
) -> None:
    target = tmp_path / "f"
    target.write_text("old")

    with serving(_broken(1000, {})) as server, callers.to(server.url) as caller:
        download = caller.download(EXPORT.call())
        with pytest.raises(APIConnectionError, match="the connection broke"):
            download.write_to(str(target))

    assert target.read_text() == "old"
    assert _names(tmp_path) == ["f"]


def test_a_link_stays_one_and_rights_are_kept(callers: Callers, tmp_path: Path) -> None:
    target, link = tmp_path / "f", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)

    with serving(Answer(200, DATA)) as server, callers.to(server.url) as caller:
        caller.download(EXPORT.call()).write_to(link)

    assert link.is_symlink()
    assert target.read_bytes() == DATA
    assert target.stat().st_mode & 0o777 == 0o640


def test_an_open_file_and_a_device_are_written_to(
    callers: Callers, tmp_path: Path
) -> None:
    file = io.BytesIO(b"head")
    file.seek(4)

    with serving(Answer(200, DATA)) as server, callers.to(server.url) as caller:
        written = caller.download(EXPORT.call()).write_to(file)
        caller.download(EXPORT.call()).write_to(os.devnull)

    assert written == len(DATA)
    assert file.getvalue() == b"head" + DATA
    assert Path(os.devnull).is_char_device()
    assert _names(tmp_path) == []


def test_a_file_that_breaks_off_goes_on_from_there(
    callers: Callers, tmp_path: Path
) -> None:
    with (
        serving_by(_in_pieces(100_000)) as server,
        callers.to(server.url, max_retries=1) as caller,
    ):
        written = caller.download(EXPORT.call()).write_to(tmp_path / "f")

    assert written == len(DATA)
    assert (tmp_path / "f").read_bytes() == DATA
    asked = [seen.headers.get("range") for seen in server.seen]
    assert asked[:3] == [None, "bytes=100000-", "bytes=200000-"]
    assert {seen.headers.get("if-range") for seen in server.seen[1:]} == {'"1"'}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ETag": '"1"'},
        {"Accept-Ranges": "bytes"},
        {**RANGES, "ETag": 'W/"1"'},
        {**RANGES, "Content-Encoding": "br"},
    ],
)
def test_where_it_is_not_certain_that_parts_belong_together_it_is_an_error(
    callers: Callers, headers: dict[str, str]
) -> None:
    with serving(_broken(1000, headers)) as server, callers.to(server.url) as caller:
        download = caller.download(EXPORT.call())
        with pytest.raises(APIConnectionError):
            download.read()

    assert len(server.seen) == 1


LAST = len(DATA) - 1


def _part(last: int, total: str = str(len(DATA))) -> dict[str, str]:
    return {**RANGES, "Content-Range": f"bytes 1000-{last}/{total}"}


@pytest.mark.parametrize(
    "other",
    [
        Answer(200, DATA, RANGES),
        Answer(206, DATA[10:], {**RANGES, "Content-Range": "bytes 10-1/9"}),
        Answer(206, DATA[1000:], RANGES),
        Answer(206, DATA[1000:2000], _part(1999)),
        Answer(206, DATA[1000:2000], _part(1999, total="*")),
        Answer(206, DATA[1000:], _part(LAST, total="9" * 9)),
        Answer(206, DATA[1000:], {**_part(LAST), "ETag": '"2"'}),
        Answer(416, b"", RANGES),
        Answer(404, b"", RANGES),
    ],
)
def test_another_answer_than_the_rest_is_an_error(
    callers: Callers, other: Answer
) -> None:
    with (
        serving(_broken(1000, RANGES), other, Answer(200, b"free")) as server,
        callers.to(server.url, max_retries=1, limits=Limits(1, 1), timeout=5) as caller,
    ):
        download = caller.download(EXPORT.call())
        with pytest.raises(APIConnectionError, match="the connection broke"):
            download.read()
        assert caller.download(EXPORT.call()).read() == b"free"


def test_what_breaks_off_again_and_again_without_a_byte_is_an_error(
    callers: Callers,
) -> None:
    rest = {**RANGES, "Content-Range": f"bytes 1000-{len(DATA) - 1}/{len(DATA)}"}
    nothing = Answer(206, b"", {**rest, "Content-Length": "9"}, ends=True)

    with (
        serving(_broken(1000, RANGES), nothing) as server,
        callers.to(server.url, max_retries=1) as caller,
    ):
        download = caller.download(EXPORT.call())
        with pytest.raises(APIConnectionError):
            download.read()

    assert len(server.seen) == 2


def test_nothing_is_asked_for_again_where_retries_are_off(callers: Callers) -> None:
    with (
        serving_by(_in_pieces(100_000)) as server,
        callers.to(server.url, max_retries=0) as caller,
    ):
        download = caller.download(EXPORT.call())
        with pytest.raises(APIConnectionError):
            download.read()

    assert len(server.seen) == 1


def test_silence_in_a_file_is_a_timeout(callers: Callers) -> None:
    slow = Answer(200, b"some", {"Content-Length": "9"})

    with serving(slow) as server, callers.to(server.url, timeout=0.2) as caller:
        download = caller.download(EXPORT.call())
        with pytest.raises(APITimeoutError) as caught:
            download.read()

    assert caught.value.phase == "read"


def test_leaving_early_gives_the_connection_free(callers: Callers) -> None:
    with (
        serving(Answer(200, MEGABYTE * 8)) as server,
        callers.to(server.url, limits=Limits(1, 1), timeout=5) as caller,
    ):
        for _ in range(3):
            with caller.download(EXPORT.call()) as download:
                next(iter(download.iter_bytes()))
        length = len(caller.download(EXPORT.call()).read())

    assert length == 8 * 2**20


def _read_text(answer: Answer, callers: Callers) -> str:
    with serving(answer) as server, callers.to(server.url) as caller:
        return "".join(caller.download(EXPORT.call()).iter_text())


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "utf-16"])
def test_text_comes_in_its_charset_however_it_is_cut(
    callers: Callers, charset: str
) -> None:
    headers = {"Content-Type": f"text/plain; charset={charset}"}
    text = "äöü" * 50_000

    assert _read_text(Answer(200, text.encode(charset), headers), callers) == text


def _large(size: int) -> Answer:
    return Answer(
        200, b"", {"Content-Length": str(size)}, pieces=(MEGABYTE,) * (size // 2**20)
    )


@pytest.mark.parametrize("megabytes", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_a_large_file_takes_little_memory(
    callers: Callers, tmp_path: Path, megabytes: int
) -> None:
    size = megabytes * 2**20

    with serving(_large(size)) as server, callers.to(server.url) as caller:
        download = caller.download(EXPORT.call())
        tracemalloc.start()
        written = download.write_to(tmp_path / "f")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert written == (tmp_path / "f").stat().st_size == size
    assert peak < 8 * 2**20


def test_a_device_that_is_full_is_an_error_and_stays(callers: Callers) -> None:
    with serving(Answer(200, DATA)) as server, callers.to(server.url) as caller:
        download = caller.download(EXPORT.call())
        with pytest.raises(OSError, match="No space left"):
            download.write_to("/dev/full")

    assert Path("/dev/full").is_char_device()


def test_a_file_is_read_in_pieces_to_its_end(callers: Callers) -> None:
    with serving(Answer(200, DATA)) as server, callers.to(server.url) as caller:
        pieces = list(caller.download(EXPORT.call()).iter_bytes())

    assert b"".join(pieces) == DATA


class Silent(io.BytesIO):
    """Does not say how much it took."""

    def write(self, data: object, /) -> int:
        super().write(cast("bytes", data))
        return cast("int", None)


def test_a_file_need_not_say_how_much_it_took(callers: Callers) -> None:
    file = Silent()

    with serving(Answer(200, DATA)) as server, callers.to(server.url) as caller:
        caller.download(EXPORT.call()).write_to(file)

    assert file.getvalue() == DATA

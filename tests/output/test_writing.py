"""Writing is all or nothing, and never leaves the output folder."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from sdksmith.output.disk import EscapeError, place, read_disk
from sdksmith.output.writing import WriteReport, write


def tree(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def client(tmp_path: Path) -> Path:
    root = tmp_path / "client"
    write(root, {"pets/_a.py": "old a\n", "pets/_b.py": "old b\n"}, ())
    (root / "pets" / "mine.py").write_text("mine\n")
    return root


def test_a_new_folder_gets_every_file_with_plain_line_ends(tmp_path: Path) -> None:
    report = write(tmp_path / "ö ä" / "x", {"pets/a.py": "é\n", "b": "2\n"}, ())

    assert report == WriteReport(("b", "pets/a.py"), ())
    assert tree(tmp_path) == {
        "ö ä/x/pets/a.py": "é\n".encode(),
        "ö ä/x/b": b"2\n",
    }


def test_stale_files_go_with_the_folders_they_leave_empty(client: Path) -> None:
    write(client, {"pets/sub/c.py": "c\n"}, ())
    report = write(client, {"pets/_a.py": "new\n"}, ["pets/sub/c.py", "pets/_b.py"])

    assert report.removed == ("pets/_b.py", "pets/sub/c.py")
    assert tree(client) == {"pets/_a.py": b"new\n", "pets/mine.py": b"mine\n"}
    assert not (client / "pets" / "sub").exists()


@pytest.mark.parametrize("fails_at", range(1, 9))
def test_a_failure_at_any_rename_leaves_everything_as_it_was(
    client: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    before = tree(client)
    texts = {"pets/_a.py": "new\n", "pets/new/c.py": "c\n", "x.py": "x\n"}
    done = 0
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == fails_at:
            raise OSError(errno.EACCES, "no", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    try:
        write(client, texts, ["pets/_b.py"])
    except OSError:
        assert tree(client) == before
        assert not (client / "pets" / "new").exists()
    else:
        assert done < fails_at


def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self), len(data))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "deep" / "client", {"a": "1"}, ())

    assert list(tmp_path.iterdir()) == []


def test_no_file_is_ever_away_while_it_is_replaced(
    client: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace
    there: list[bool] = []

    def replace(self: Path, target: Path) -> Path:
        there.append((client / "pets" / "_a.py").is_file())
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    write(client, {"pets/_a.py": "new\n"}, ["pets/_b.py"])

    assert there == [True, True]


def test_a_disk_that_fills_up_later_leaves_everything_as_it_was(
    client: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(client)

    def full(source: Path, target: Path, **_: object) -> None:
        target.write_bytes(source.read_bytes()[:2])
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(OSError, match="No space"):
        write(client, {"pets/_a.py": "new\n"}, ["pets/_b.py"])

    assert tree(client) == before


def test_what_cannot_go_back_is_not_thrown_away(
    client: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.suffix in {".new", ".old"}:
            raise OSError(errno.EIO, "broken", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="broken"):
        write(client, {"pets/_a.py": "new\n"}, ())

    assert b"old a\n" in tree(client).values()


@pytest.mark.parametrize(
    "path",
    ["../x", "/etc/x", "a/../../x", "C:/x", "c:x", "a\\..\\..\\x", "", "//host/x"],
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(EscapeError):
        place(tmp_path, path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "client").mkdir()
    (tmp_path / "client" / "pets").symlink_to(tmp_path)

    with pytest.raises(EscapeError):
        place(tmp_path / "client", "pets/x.py")


def test_carriage_returns_on_the_disk_count_as_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"1\r\n2\r\n")

    assert read_disk(tmp_path, ["a.py", "gone.py"]) == {"a.py": "1\n2\n"}

"""URLs are followed where that is allowed, and give what they gave before."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sockets import Answer, Seen, Server

from sdksmith.config.client import ClientConfig
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.diagnostics.stop import Stop
from sdksmith.document import BundledDocument, read_document
from sdksmith.document.remote import Remote, RemoteRules, pin_name
from sdksmith.output.lock import parse_lock
from sdksmith.pipeline import DRIFT, Run, check, generate

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

PET = b"{type: object, properties: {name: {type: string}}}"
OVERLAY = (
    b"{overlay: 1.0.0, info: {title: a, version: '1'}, actions: "
    b"[{target: $.info, update: {title: Cats}}]}"
)


@contextmanager
def pages(given: dict[str, bytes | str]) -> Generator[Server]:
    """A server of these pages; a text is where a page redirects to."""

    def answer(seen: Seen) -> Answer:
        page = given.get(seen.target.partition("?")[0])
        if page is None:
            return Answer(404)
        if isinstance(page, str):
            return Answer(302, headers={"Location": page})
        return Answer(200, page)

    server = Server(answer)
    try:
        yield server
    finally:
        server.stop()


def spec_of(*refs: str) -> str:
    schemas = ", ".join(f"S{i}: {{$ref: '{ref}'}}" for i, ref in enumerate(refs))
    return (
        "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n"
        f"components: {{schemas: {{{schemas}}}}}\n"
    )


def read(
    folder: Path, spec: str, rules: RemoteRules
) -> tuple[BundledDocument, list[Code]]:
    (folder / "spec.yaml").write_text(spec)
    diagnostics = Diagnostics()
    document = read_document(
        "spec.yaml", rules=rules, base=folder, diagnostics=diagnostics
    )
    return document, [item.code for item in diagnostics.items]


def test_what_is_read_is_pinned_by_its_hash(tmp_path: Path) -> None:
    with pages({"/pet.yaml": PET}) as server:
        url = f"{server.url}/pet.yaml"
        document, said = read(tmp_path, spec_of(url), RemoteRules(allowed=True))

    assert said == []
    assert document.pins == {url: hashlib.sha256(PET).hexdigest()}


def test_only_what_is_below_an_allowed_url_is_read(tmp_path: Path) -> None:
    with pages({"/a/pet.yaml": PET, "/ab/pet.yaml": PET}) as server:
        refs = [
            f"{server.url}{path}"
            for path in ("/a/pet.yaml", "/ab/pet.yaml", "/a/../ab/pet.yaml")
        ]
        rules = RemoteRules((f"{server.url}/a",))
        document, said = read(tmp_path, spec_of(*refs), rules)
        asked = [seen.target for seen in server.seen]

    assert said == [Code.REMOTE_REF, Code.REMOTE_REF]
    assert asked == ["/a/pet.yaml"]
    assert list(document.pins) == [refs[0]]


def test_a_redirect_may_not_leave_what_is_allowed(tmp_path: Path) -> None:
    with pages({"/in.yaml": PET}) as outside:
        with pages(
            {
                "/a/near.yaml": "/a/pet.yaml",
                "/a/far.yaml": f"{outside.url}/in.yaml",
                "/a/pet.yaml": PET,
            }
        ) as server:
            refs = [f"{server.url}/a/near.yaml", f"{server.url}/a/far.yaml"]
            rules = RemoteRules((f"{server.url}/a/",))
            document, said = read(tmp_path, spec_of(*refs), rules)
        asked = outside.seen

    assert said == [Code.REMOTE_REF]
    assert asked == []
    assert list(document.pins) == [refs[0]]


@pytest.mark.parametrize(
    ("url", "start", "expected"),
    [
        ("https://a.test/x.yaml", "https://a.test", True),
        ("https://a.test/x.yaml", "https://a.test/", True),
        ("https://A.test:443/x.yaml", "https://a.test/", True),
        ("https://a.test/s/x.yaml", "https://a.test/s", True),
        ("https://a.test/s", "https://a.test/s/", True),
        ("https://a.test/sx", "https://a.test/s", False),
        ("https://a.test/s/%2e%2e/x", "https://a.test/s", False),
        ("https://a.test/s/..%2fx", "https://a.test/s", False),
        ("https://a.test.evil.test/", "https://a.test", False),
        ("https://a.test@evil.test/", "https://a.test", False),
        ("http://a.test/", "https://a.test", False),
        ("https://a.test:8443/", "https://a.test", False),
        ("https://a.test:x/", "https://a.test", False),
        ("file:///etc/passwd", "https://a.test", False),
    ],
)
def test_a_url_is_below_another_by_its_host_and_path(
    url: str, start: str, *, expected: bool
) -> None:
    assert Remote(RemoteRules((start,))).allows(url) is expected


def test_no_pin_names_what_may_be_secret() -> None:
    one = pin_name("https://me:pass@a.test/x.yaml?token=s3cret")
    other = pin_name("https://a.test/x.yaml?token=other")

    assert one.startswith("https://a.test/x.yaml (")
    assert "s3cret" not in one
    assert "pass" not in one
    assert one != other != pin_name("https://a.test/x.yaml")


def _config(folder: Path, url: str) -> ClientConfig:
    (folder / "spec.yaml").write_text(spec_of(f"{url}/pet.yaml"))
    return ClientConfig(
        "pets",
        "spec.yaml",
        folder / "sdk",
        folder,
        allow_remote_refs=True,
        overlays=(f"{url}/fixes.yaml",),
    )


def test_other_content_than_was_pinned_stops_until_it_is_accepted(
    tmp_path: Path,
) -> None:
    given: dict[str, bytes | str] = {"/pet.yaml": PET, "/fixes.yaml": OVERLAY}
    with pages(given) as server:
        url = server.url
        config = _config(tmp_path, url)
        generate(config, Run())
        lock = parse_lock((tmp_path / "sdk" / "sdksmith.lock").read_text())
        clean = check(config, Run())

        given["/pet.yaml"] = PET.replace(b"name", b"nick")
        stops = []
        for work in (check, generate):
            with pytest.raises(Stop) as caught:
                work(config, Run())
            stops.append(caught.value)
        after = parse_lock((tmp_path / "sdk" / "sdksmith.lock").read_text())

        generate(config, Run(update_remote=True))
        accepted = check(config, Run())
        given["/fixes.yaml"] = OVERLAY + b"# more"
        with pytest.raises(Stop) as overlay:
            check(config, Run())

    assert list(lock.pins) == [f"{url}/fixes.yaml", f"{url}/pet.yaml"]
    assert (clean.is_clean, accepted.is_clean) == (True, True)
    assert after == lock
    for stop in stops:
        [item] = stop.diagnostics
        assert (item.code, stop.exit_code) == (Code.REMOTE_CHANGED, DRIFT)
        assert f"{url}/pet.yaml" in item.message
        assert "--update-remote" in item.code.help
    assert overlay.value.exit_code == DRIFT
    assert "fixes.yaml" in overlay.value.diagnostics[0].message


def test_a_lock_without_a_pin_gets_one(tmp_path: Path) -> None:
    with pages({"/pet.yaml": PET, "/fixes.yaml": OVERLAY}) as server:
        config = _config(tmp_path, server.url)
        generate(config, Run())
        path = tmp_path / "sdk" / "sdksmith.lock"
        text = path.read_text()
        path.write_text(text.partition("\n[pins]")[0])
        generate(config, Run())

        assert path.read_text() == text
        assert check(replace(config, allow_remote_refs=True), Run()).is_clean

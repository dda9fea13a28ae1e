"""The same API, written for each version of OpenAPI, gives one and the same client."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from generating import Client, client_of

VERSIONS = Path(__file__).parent / "versions"


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.2"])
@pytest.mark.parametrize("api", ["pets", "shop"])
def test_every_version_gives_the_same_client(api: str, version: str) -> None:
    assert _texts(api, version) == _texts(api, "3.1")


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1", "3.2"])
def test_no_version_is_mended_on_the_way(version: str) -> None:
    assert "warning[" not in _client("shop", version).diagnostics


@cache
def _client(api: str, version: str) -> Client:
    return client_of(VERSIONS / api / f"{version}.yaml", api)


def _texts(api: str, version: str) -> dict[str, str]:
    """The files, without the name of the document that they are made from."""
    files = _client(api, version).files
    return {
        path: text.replace(f"{version}.yaml", "api.yaml")
        for path, text in files.items()
        if path != "sdksmith.lock"
    }

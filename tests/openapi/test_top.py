"""What stands around the operations: info, servers, tags and security."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import TypeAlias

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.stop import SPEC_ERRORS, Stop
from sdksmith.openapi import CanonicalDocument

Canonical: TypeAlias = Callable[..., tuple[CanonicalDocument, list[Code]]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("asyncapi: 3.0.0\nopenapi:\n", Code.NOT_OPENAPI),
        ("openapi: 4.0.0\n", Code.UNKNOWN_VERSION),
        ("openapi: three\n", Code.UNKNOWN_VERSION),
        ("swagger: '1.2'\n", Code.UNKNOWN_VERSION),
    ],
)
def test_what_is_no_openapi_stops_the_run(
    canonical: Canonical, text: str, code: Code
) -> None:
    with pytest.raises(Stop) as caught:
        canonical(text)

    assert [item.code for item in caught.value.diagnostics] == [code]
    assert caught.value.exit_code == SPEC_ERRORS


@pytest.mark.parametrize("written", ["3.0", "'3.0.4'", "3.1", "3.2.0", "'3.9.0'", "3"])
def test_versions_are_read_however_they_are_written(
    canonical: Canonical, written: str
) -> None:
    assert canonical(f"openapi: {written}\n")[1] == []


def test_info_is_whole_and_text(canonical: Canonical) -> None:
    document, codes = canonical("info: {version: 1.10}\n")

    assert document.tree["info"] == {"title": "API", "version": "1.10"}
    assert codes == [Code.MISSING_TITLE]


def test_small_objects_lose_only_what_is_wrong(canonical: Canonical) -> None:
    document, codes = canonical(
        "info: {title: a, version: b, contact: {email: 3, name: n}, "
        "license: {url: x}, termsOfService: [a], x-logo: {url: 1}}\n"
        "tags: [{name: a, externalDocs: {description: d}}, b, {}, {name: a}]\n"
    )

    assert document.tree["info"] == {
        "title": "a",
        "version": "b",
        "contact": {"name": "n"},
        "x-logo": {"url": 1},
    }
    assert document.tree["tags"] == [{"name": "a"}, {"name": "b"}]
    assert codes == [Code.BAD_VALUE] * 5


def test_a_variable_that_only_an_address_names_is_declared(
    canonical: Canonical,
) -> None:
    document, codes = canonical("servers: [{url: 'https://{tenant}.example.com'}]\n")

    assert document.tree["servers"] == [
        {
            "url": "https://{tenant}.example.com",
            "variables": {"tenant": {"default": "", "x-sdksmith-noDefault": True}},
        }
    ]
    assert codes == [Code.BAD_SERVER]


def test_servers_and_their_variables_are_texts(canonical: Canonical) -> None:
    document, codes = canonical(
        "servers: [{url: 'https://{host}:{port}', variables: {port: {default: 8443, "
        "enum: [8443, 443]}, host: {enum: [a]}, v: {}}}, {description: d}, 1]\n"
    )

    assert document.tree["servers"] == [
        {
            "url": "https://{host}:{port}",
            "variables": {
                "port": {"default": "8443", "enum": ["8443", "443"]},
                "host": {"default": "a", "enum": ["a"]},
                "v": {"default": "", "x-sdksmith-noDefault": True},
            },
        }
    ]
    assert codes == [Code.BAD_SERVER] * 3 + [Code.BAD_VALUE, Code.BAD_SERVER]


def test_servers_of_a_path_are_in_its_operations(canonical: Canonical) -> None:
    document, _ = canonical(
        "paths: {/a: {servers: [{url: /p}], get: {responses: {}}, "
        "put: {responses: {}, servers: [{url: /o}]}}}"
    )
    item = document.tree["paths"]["/a"]

    assert item["get"]["servers"] == [{"url": "/p"}]
    assert item["put"]["servers"] == [{"url": "/o"}]


def test_security_names_schemes_that_are_there(canonical: Canonical) -> None:
    document, codes = canonical(
        "security: [{KEY: []}, {gone: []}, {key: [a, 1], odd: []}, {}]\n"
        "components: {securitySchemes: {key: {type: apiKey, in: header, name: k}, "
        "odd: {type: http}, odder: {type: secret}, flow: {type: oauth2, flows: "
        "{clientCredentials: {tokenUrl: https://a.test, scopes: {a: 1}}}}}}\n"
    )
    schemes = document.tree["components"]["securitySchemes"]

    assert document.tree["security"] == [{"key": []}, {}]
    assert list(schemes) == ["key", "flow"]
    assert schemes["flow"]["flows"]["clientCredentials"]["scopes"] == {}
    assert codes.count(Code.SECURITY_NOT_UNDERSTOOD) == 5
    assert codes.count(Code.BAD_VALUE) == 1


def test_swagger_2_without_a_host_has_a_relative_server(canonical: Canonical) -> None:
    assert canonical("basePath: /v1/\n", "2.0")[0].tree["servers"] == [{"url": "/v1"}]
    assert canonical("x-a: 1\n", "2.0")[0].tree["servers"] == []
    both = "host: a.test\nschemes: [http, wss, https]\n"
    assert canonical(both, "2.0")[0].tree["servers"] == [
        {"url": "https://a.test"},
        {"url": "http://a.test"},
    ]


def test_ordinary_documents_never_wait_for_openapi_pydantic() -> None:
    code = (
        "import sys, sdksmith.openapi.canonicalise\n"
        "assert 'openapi_pydantic' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)

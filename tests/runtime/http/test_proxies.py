"""What is known of a request that goes through a proxy, and whom a proxy must show."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

import pytest
import trustme
from _runtime.errors import APIConnectionError, APITimeoutError
from _runtime.operation import Operation
from probes import NOTHING, Probe
from scripted import Script, head_of, scripted

POST = Operation[None, object]("POST", "/p", NOTHING)
AUTHORITY = trustme.CA()
CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
AUTHORITY.issue_cert("127.0.0.1").configure_cert(CONTEXT)


@pytest.fixture
def trusting(probe: Probe, tmp_path: Path) -> Probe:
    """A caller that trusts the authority of these servers."""
    path = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(path)
    return probe.with_(verify=str(path))


def takes_and_drops(connection: socket.socket) -> None:
    with CONTEXT.wrap_socket(connection, server_side=True) as secure:
        head_of(secure)


def answers(connection: socket.socket) -> None:
    with CONTEXT.wrap_socket(connection, server_side=True) as secure:
        head_of(secure)
        secure.sendall(b"HTTP/1.1 204 X\r\n\r\n")
        secure.unwrap()


def tunnels(connection: socket.socket) -> None:
    """A proxy that is spoken to in secret, for what is in secret itself."""
    with CONTEXT.wrap_socket(connection, server_side=True) as secure:
        port = int(head_of(secure).split(b" ")[1].rpartition(b":")[2])
        with socket.create_connection(("127.0.0.1", port)) as beyond:
            secure.sendall(b"HTTP/1.1 200 X\r\n\r\n")
            back = threading.Thread(target=pump, args=(beyond, secure), daemon=True)
            back.start()
            pump(secure, beyond)


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)


def hangs_up(connection: socket.socket) -> None:
    head_of(connection)


def is_silent(connection: socket.socket) -> None:
    head_of(connection)
    connection.recv(1)


def test_what_went_through_two_encryptions_is_known_to_have_gone(
    trusting: Probe,
) -> None:
    with scripted(takes_and_drops) as api, scripted(tunnels) as proxy:
        behind = trusting.with_(proxy=f"https://127.0.0.1:{proxy.port}")
        with pytest.raises(APIConnectionError) as caught:
            behind.send(f"https://127.0.0.1:{api.port}", POST)

    assert (caught.value.request_may_have_been_processed, api.connections) == (True, 1)


@pytest.mark.parametrize("deadline", [None, 5.0])
def test_a_proxy_is_trusted_like_the_api(
    trusting: Probe, deadline: float | None
) -> None:
    with scripted(answers) as api, scripted(tunnels) as proxy:
        behind = trusting.with_(
            proxy=f"https://127.0.0.1:{proxy.port}", deadline=deadline
        )

        response = behind.send(f"https://127.0.0.1:{api.port}", POST)

    assert response.status_code == 204


@pytest.mark.parametrize("script", [hangs_up, is_silent])
def test_what_a_proxy_never_passed_on_never_reached_the_api(
    probe: Probe, script: Script
) -> None:
    with scripted(script) as proxy:
        behind = probe.with_(proxy=f"http://127.0.0.1:{proxy.port}", timeout=0.03)
        with pytest.raises(APIConnectionError) as caught:
            behind.send("https://api.invalid", POST)

    assert (caught.value.request_may_have_been_processed, proxy.connections) == (
        False,
        3,
    )
    if isinstance(caught.value, APITimeoutError):
        assert caught.value.phase == "connect"

"""Encrypted connections: whom the client trusts, who it says it is, and HTTP/2."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import trustme
from _runtime.errors import APIConnectionError, ConfigurationError
from _runtime.operation import Operation
from _runtime.sockets import Sockets
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import StreamEnded
from h2.exceptions import ProtocolError
from probes import NOTHING, PLAIN_API, Probe, ProbeClient
from scripted import Script, head_of, scripted

GET = Operation[None, object]("GET", "/g", NOTHING)
POST = Operation[None, object]("POST", "/p", NOTHING)
AUTHORITY = trustme.CA()


@pytest.fixture
def trusted(tmp_path: Path) -> str:
    """The file of the authority that issued the server's certificate."""
    path = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(path)
    return str(path)


def _context(*protocols: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("127.0.0.1").configure_cert(context)
    AUTHORITY.configure_trust(context)
    context.set_alpn_protocols(protocols)
    return context


def answers(connection: socket.socket) -> None:
    with _context("http/1.1").wrap_socket(connection, server_side=True) as secure:
        head_of(secure)
        secure.sendall(b"HTTP/1.1 204 X\r\n\r\n")


def wants_a_certificate(connection: socket.socket) -> None:
    context = _context("http/1.1")
    context.verify_mode = ssl.CERT_REQUIRED
    with context.wrap_socket(connection, server_side=True) as secure:
        head_of(secure)
        secure.sendall(b"HTTP/1.1 204 X\r\n\r\n")


def speaks_http2(connection: socket.socket) -> None:
    with _context("h2").wrap_socket(connection, server_side=True) as secure:
        state = H2Connection(H2Configuration(client_side=False))
        state.initiate_connection()
        secure.sendall(state.data_to_send())
        while data := secure.recv(65536):
            for event in state.receive_data(data):
                if isinstance(event, StreamEnded) and event.stream_id is not None:
                    answer = [(":status", "204"), ("x-protocol", "h2")]
                    state.send_headers(event.stream_id, answer, end_stream=True)
            secure.sendall(state.data_to_send())


Refuse = Callable[[H2Connection, int], None]


def refusing(refuse: Refuse) -> Script:
    """Refuses the first request of each connection."""

    def script(connection: socket.socket) -> None:
        with (
            suppress(ProtocolError),  # What comes after the end.
            _context("h2").wrap_socket(connection, server_side=True) as secure,
        ):
            state = H2Connection(H2Configuration(client_side=False))
            state.initiate_connection()
            secure.sendall(state.data_to_send())
            while data := secure.recv(65536):
                for event in state.receive_data(data):
                    if isinstance(event, StreamEnded) and event.stream_id is not None:
                        refuse(state, event.stream_id)
                secure.sendall(state.data_to_send())

    return script


def resets(state: H2Connection, stream: int) -> None:
    state.reset_stream(stream, ErrorCodes.REFUSED_STREAM)


def goes_away(state: H2Connection, _: int) -> None:
    state.close_connection(last_stream_id=0, additional_data=b"s3cr3t")


def breaks(state: H2Connection, stream: int) -> None:
    state.reset_stream(stream, ErrorCodes.INTERNAL_ERROR)


def quietly(script: Script) -> Script:
    """The script without what a failed handshake raises in the server."""

    def run(connection: socket.socket) -> None:
        with suppress(ssl.SSLError):
            script(connection)

    return run


def test_a_file_of_authorities_is_trusted(probe: Probe, trusted: str) -> None:
    with scripted(answers) as server:
        url = server.url.replace("http:", "https:")
        assert probe.with_(verify=trusted).send(url, GET).status_code == 204


def test_no_verification_has_to_be_asked_for(probe: Probe) -> None:
    with scripted(quietly(answers)) as server:
        url = server.url.replace("http:", "https:")
        assert probe.with_(verify=False).send(url, GET).status_code == 204
        with pytest.raises(APIConnectionError, match="certificate") as caught:
            probe.with_(max_retries=0).send(url, GET)

    assert not caught.value.request_may_have_been_processed


def test_the_client_shows_its_own_certificate(
    probe: Probe, trusted: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.pem"
    AUTHORITY.issue_cert("client@test").private_key_and_cert_chain_pem.write_to_path(
        own
    )

    with scripted(quietly(wants_a_certificate)) as server:
        url = server.url.replace("http:", "https:")
        known = probe.with_(verify=trusted, cert=str(own))
        assert known.send(url, GET).status_code == 204
        with pytest.raises(APIConnectionError):
            probe.with_(verify=trusted, max_retries=0).send(url, GET)


def test_http2_is_spoken_where_it_is_asked_for(probe: Probe, trusted: str) -> None:
    with scripted(speaks_http2) as server:
        url = server.url.replace("http:", "https:")
        modern = probe.with_(verify=trusted, http2=True)
        responses = modern.send_all(url, GET, [GET.call().arguments] * 2)

    assert [response.headers["x-protocol"] for response in responses] == ["h2"] * 2
    assert server.connections == 1


def test_a_context_has_its_certificates_in_itself() -> None:
    context = ssl.create_default_context()

    with pytest.raises(ConfigurationError, match="without cert="):
        ProbeClient(
            PLAIN_API, {}, base_url="https://x.test", verify=context, cert="c.pem"
        )


def test_encryption_is_agreed_without_a_call(trusted: str) -> None:
    context = ssl.create_default_context(cafile=trusted)

    def read(port: int) -> bytes:
        stream = Sockets().connect_tcp("127.0.0.1", port, 1.0)
        secure = stream.start_tls(context, "127.0.0.1", 1.0)
        secure.write(b"GET / HTTP/1.1\r\n\r\n", 1.0)
        try:
            return secure.read(9, 1.0)
        finally:
            secure.close()

    with scripted(answers) as server:
        assert read(int(server.url.rpartition(":")[2])) == b"HTTP/1.1 "


@pytest.mark.parametrize(
    ("refuse", "attempts"), [(resets, 3), (goes_away, 3), (breaks, 1)]
)
def test_what_http2_says_was_not_acted_on_is_sent_again(
    probe: Probe, trusted: str, refuse: Refuse, attempts: int
) -> None:
    with scripted(refusing(refuse)) as server:
        modern = probe.with_(verify=trusted, http2=True)
        with pytest.raises(APIConnectionError) as caught:
            modern.send(server.url.replace("http:", "https:"), POST, json={})
        with pytest.raises(APIConnectionError) as spent:
            modern.send(
                server.url.replace("http:", "https:"), POST, content=iter([b""])
            )

    assert (caught.value.attempts, spent.value.attempts) == (attempts, 1)
    assert caught.value.request_may_have_been_processed is (refuse is breaks)
    assert "s3cr3t" not in str(caught.value)

"""Signatures of deliveries, by the Standard Webhooks scheme (version 1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping

from .errors import SDKError
from .headers import Headers

_PREFIX = "whsec_"
FIVE_MINUTES = 300.0


class SignatureError(SDKError):
    """A delivery is not signed by who knows the secret, or not lately."""


def verify(
    body: bytes | str,
    headers: Mapping[str, str],
    secret: str | bytes,
    *,
    tolerance: float = FIVE_MINUTES,
) -> None:
    """Raise `SignatureError` unless the delivery is signed as Standard Webhooks say.

    `secret` is `whsec_` and base64, or the key itself as bytes; `tolerance` is how
    many seconds the delivery may be off.
    """
    found = Headers(dict(headers))
    identity, sent = _asked(found, "webhook-id"), _asked(found, "webhook-timestamp")
    if not sent.isascii() or not sent.isdigit():
        raise SignatureError("the header `webhook-timestamp` is no number of seconds")
    if abs(time.time() - int(sent)) > tolerance:
        raise SignatureError("the delivery is too old, or from the future")
    text = body.encode() if isinstance(body, str) else body
    signed = b".".join((identity.encode(), sent.encode(), text))
    wanted = hmac.new(_key(secret), signed, hashlib.sha256).digest()
    given = _asked(found, "webhook-signature").split(" ")
    if not any(_is_same(wanted, each) for each in given):
        raise SignatureError("the signature is not that of the secret")


def _asked(headers: Headers, name: str) -> str:
    if name not in headers:
        raise SignatureError(f"the header `{name}` is not there")
    return headers[name]


def _key(secret: str | bytes) -> bytes:
    if isinstance(secret, bytes):
        return secret
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise SignatureError("the secret is not base64") from None
    return key


def _is_same(wanted: bytes, signature: str) -> bool:
    version, _, text = signature.partition(",")
    expected = base64.b64encode(wanted)
    return version == "v1" and hmac.compare_digest(expected, text.encode())

"""What the API sends of itself: its body by its encoding, and its signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from _runtime.absent import OrAbsent
from _runtime.deliveries import Delivery, DeliveryOptions
from _runtime.errors import ConfigurationError, DecodeError
from _runtime.models import Model
from _runtime.report import MismatchWarning
from _runtime.signatures import SignatureError, verify

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = b"a key of some bytes"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
BODY = b'{"name":"Rex"}'


class Pet(Model):
    name: str
    age: OrAbsent[int] = None
    tags: OrAbsent[list[str]] = None


PET = Delivery[Pet]("webhook pet", {"json": Pet, "form": Pet})
TEXT = Delivery[str]("webhook text", {"text": str})
RAW = Delivery[bytes]("webhook raw", {"bytes": bytes})
FORM = {"content-type": "application/x-www-form-urlencoded"}


def _signed(at: float | str, body: bytes = BODY, key: bytes = KEY) -> dict[str, str]:
    stamp = at if isinstance(at, str) else str(int(at))
    text = b".".join((b"msg_1", stamp.encode(), body))
    found = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    return {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": f"v2,abc v1,{found}",
    }


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (BODY, None),
        (BODY.decode(), {"Content-Type": "application/vnd.pet+json"}),
        (b"name=Rex", FORM),
        ('{"name":"Rex"}'.encode("utf-16"), {"Content-Type": "json; charset=utf-16"}),
    ],
)
def test_a_body_is_read_by_its_encoding(
    body: bytes | str, headers: dict[str, str] | None
) -> None:
    assert PET.parse(body, headers, {}) == Pet(name="Rex")


def test_texts_of_a_form_become_what_the_types_say() -> None:
    found = PET.parse(b"name=5&age=5&tags=a&tags=b", FORM, {})

    assert found == Pet(name="5", age=5, tags=["a", "b"])
    assert PET.parse(b"name=x&tags=a", FORM, {}).tags == ["a"]


def test_text_and_bytes_are_as_they_came() -> None:
    headers = {"Content-Type": "text/plain; charset=latin-1"}

    assert TEXT.parse(b"\xe9", headers, {}) == "é"
    assert RAW.parse(b"\xe9", None, {}) == b"\xe9"


@pytest.mark.parametrize(
    ("body", "headers", "says"),
    [
        (b"<html>", None, "not JSON"),
        (b"\xff", None, "no text in its charset"),
        (BODY, {"Content-Type": "application/json; charset=nope"}, "no text in its"),
    ],
)
def test_what_cannot_be_read_is_a_decode_error(
    body: bytes, headers: dict[str, str] | None, says: str
) -> None:
    with pytest.raises(DecodeError, match=says) as caught:
        PET.parse(body, headers, {})

    assert (caught.value.operation, caught.value.body) == ("webhook pet", body)


def test_a_mismatch_is_warned_of_once_or_raised_or_ignored() -> None:
    wrong = b'{"name":7}'

    with pytest.warns(MismatchWarning, match=r"webhook pet: \$.name: promised"):
        PET.parse(wrong, None, {})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        PET.parse(wrong, None, {})
        PET.parse(wrong, None, {"on_mismatch": "ignore"})
    with pytest.raises(DecodeError, match=r"\$.name"):
        PET.parse(wrong, None, {"on_mismatch": "raise"})


def test_an_option_that_there_is_not_is_refused() -> None:
    wrong: Any = {"secrets": "x"}

    with pytest.raises(ConfigurationError, match="did you mean `secret`"):
        PET.parse(BODY, None, wrong)


@pytest.mark.parametrize("secret", [SECRET, SECRET.removeprefix("whsec_"), KEY])
def test_a_good_signature_is_accepted(secret: str | bytes) -> None:
    options: DeliveryOptions = {"secret": secret}

    assert PET.parse(BODY, _signed(time.time()), options) == Pet(name="Rex")
    verify(BODY.decode(), _signed(time.time()), secret)


@pytest.mark.parametrize(
    ("sign", "secret", "says"),
    [
        (
            lambda: _signed(time.time(), key=b"another"),
            SECRET,
            "not that of the secret",
        ),
        (lambda: _signed(time.time(), body=b"{}"), SECRET, "not that of the secret"),
        (lambda: _signed(time.time() - 400), SECRET, "too old"),
        (lambda: _signed(time.time() + 400), SECRET, "from the future"),
        (lambda: _signed("soon"), SECRET, "no number of seconds"),
        (lambda: _signed("²"), SECRET, "no number of seconds"),
        (lambda: {"webhook-id": "1"}, SECRET, "`webhook-timestamp` is not there"),
        (lambda: _signed(time.time()), "whsec_%%%", "secret is not base64"),
        (lambda: _signed(time.time()), "", "secret is not base64"),
    ],
)
def test_any_other_signature_is_refused(
    sign: Callable[[], dict[str, str]], secret: str, says: str
) -> None:
    with pytest.raises(SignatureError, match=says):
        PET.parse(BODY, sign(), {"secret": secret, "tolerance": 300.0})

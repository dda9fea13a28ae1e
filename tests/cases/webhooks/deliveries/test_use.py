from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

import pytest
from sockets import Answer, serving
from webhooks_deliveries import (
    DecodeError,
    Deliveries,
    MismatchWarning,
    UnknownVariant,
    types,
    webhooks,
)
from webhooks_deliveries.testing import make

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = b"a key of some bytes"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
NEW = b'{"type":"new","name":"Rex","age":3}'


def signed(body: bytes, *, at: float, key: bytes = KEY) -> Mapping[str, str]:
    text = b".".join((b"msg_1", str(int(at)).encode(), body))
    found = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    return {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": str(int(at)),
        "Webhook-Signature": f"v1a,xyz v1,{found}",
    }


def test_factories_make_what_webhooks_bring() -> None:
    event = make.new_pet(name="Rex")

    assert webhooks.parse_event(event.to_json()) == event


def test_a_delivery_is_its_model_and_keeps_what_is_unknown() -> None:
    found = webhooks.parse_new_pet(NEW)

    assert (found.name, found.extra) == ("Rex", {"age": 3})


def test_a_text_is_as_good_as_bytes() -> None:
    assert webhooks.parse_new_pet(NEW.decode()) == webhooks.parse_new_pet(NEW)


def test_a_delivery_arrives_over_http() -> None:
    with serving(Answer(202)) as receiver, Deliveries(base_url=receiver.url) as sender:
        body = {"at": "2026-01-02T03:04:05Z", "n": 1}
        sender.request("POST", "/data", body=body, cast_to=type(None))
        [seen] = receiver.seen
        found = webhooks.parse_on_data(seen.body, seen.headers)

    assert found.at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def told(event: types.WebhookEvent) -> str:
    match event:
        case types.NewPet():
            return f"new {event.name}"
        case types.PetGoneRequest():
            return f"gone {event.id}"
        case UnknownVariant():
            return f"unknown {event.raw['type']}"
        case _:
            assert_never(event)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"type": "new", "name": "Rex"}, "new Rex"),
        ({"type": "gone", "id": 7}, "gone 7"),
        ({"type": "sold", "id": 7}, "unknown sold"),
    ],
)
def test_the_body_of_any_webhook_tells_which_one_it_is(
    body: object, expected: str
) -> None:
    assert told(webhooks.parse_event(json.dumps(body))) == expected


def test_what_is_not_json_is_a_decode_error() -> None:
    with pytest.raises(DecodeError, match="not JSON") as caught:
        webhooks.parse_new_pet(b"<html>")

    assert (caught.value.operation, caught.value.body) == ("webhook newPet", b"<html>")


def test_a_mismatch_is_warned_of() -> None:
    with pytest.warns(MismatchWarning, match=r"webhook pet.gone: \$.id: promised"):
        found = webhooks.parse_pet_gone(b'{"type":"gone","id":"x"}')

    assert [each.path for each in found.mismatches] == ["$.id"]


def test_a_mismatch_can_be_an_error() -> None:
    with pytest.raises(DecodeError, match=r"\$.name"):
        webhooks.parse_new_pet(b'{"type":"new"}', on_mismatch="raise")


def test_a_mismatch_can_be_ignored() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = webhooks.parse_new_pet(b'{"type":"new"}', on_mismatch="ignore")

    assert not found.is_set("name")


def test_a_form_is_read_as_the_types_say() -> None:
    found = webhooks.parse_on_form(b"s=5&n=5&tags=a&free=x%20y&flag=true")

    assert (found.s, found.n, found.tags) == ("5", 5, ["a"])
    assert (found.flag, found.extra) == (True, {"free": "x y"})


def test_either_encoding_is_read_as_its_media_type_says() -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}

    assert webhooks.parse_either(b'{"n":1}').n == 1
    assert webhooks.parse_either(b"n=1", form).n == 1


def test_a_signed_delivery_passes() -> None:
    headers = signed(NEW, at=time.time())

    assert webhooks.parse_new_pet(NEW, headers, secret=SECRET).name == "Rex"
    assert webhooks.parse_new_pet(NEW, headers, secret=KEY).name == "Rex"


def test_a_delivery_without_a_signature_does_not() -> None:
    with pytest.raises(webhooks.SignatureError, match="`webhook-id` is not there"):
        webhooks.parse_new_pet(NEW, {}, secret=SECRET)


@pytest.mark.parametrize(
    ("body", "later", "key", "why"),
    [
        (NEW + b" ", 0, KEY, "not that of the secret"),
        (NEW, 0, b"other", "not that of the secret"),
        (NEW, -3600, KEY, "too old"),
        (NEW, 3600, KEY, "from the future"),
    ],
)
def test_any_other_does_not(body: bytes, later: float, key: bytes, why: str) -> None:
    headers = signed(NEW, at=time.time() + later, key=key)
    with pytest.raises(webhooks.SignatureError, match=why):
        webhooks.parse_new_pet(body, headers, secret=SECRET)


def test_the_delivery_may_be_as_old_as_one_says() -> None:
    headers = signed(NEW, at=time.time() - 3600)

    assert webhooks.parse_new_pet(NEW, headers, secret=SECRET, tolerance=7200)


def test_callbacks_of_one_name_that_bring_different_things_are_told_apart() -> None:
    first = webhooks.parse_done(b'{"a":1}')
    second = webhooks.parse_streams_stop_done(b'{"b":true}')

    assert (first.a, second.b) == (1, True)


def test_a_webhook_without_a_body_has_no_function() -> None:
    assert not hasattr(webhooks, "parse_ping")

"""What the API sends of itself: webhooks and callbacks, read as answers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeAlias, TypedDict, TypeVar, cast
from urllib.parse import parse_qsl

from .charsets import charset_of
from .decode import Decoded, decode
from .errors import DecodeError
from .headers import Headers
from .mismatches import UndecodableError
from .options import OnMismatch, refuse_unknown
from .report import warn_once
from .signatures import FIVE_MINUTES, verify
from .texts import decode_texts

T_co = TypeVar("T_co", covariant=True)
Encoding: TypeAlias = Literal["json", "form", "text", "bytes"]

_REPORTED: set[tuple[str, str]] = set()


class DeliveryOptions(TypedDict, total=False):
    """How a delivery is read.

    With `secret`, its signature is verified first (see `verify`), with `tolerance`
    seconds for its age. `on_mismatch` is as for answers.
    """

    secret: str | bytes
    tolerance: float
    on_mismatch: OnMismatch


_OPTIONS: Final = frozenset(DeliveryOptions.__annotations__)


@dataclass(frozen=True, eq=False)
class Delivery(Generic[T_co]):
    """A request that the API sends: `forms` is its body by how it is encoded."""

    name: str
    forms: Mapping[Encoding, object]

    def parse(
        self,
        body: bytes | str,
        headers: Mapping[str, str] | None,
        options: DeliveryOptions,
    ) -> T_co:
        """The body as its type; `DecodeError` where it is something else."""
        refuse_unknown(options, _OPTIONS)
        secret, seconds = options.get("secret"), options.get("tolerance", FIVE_MINUTES)
        known = Headers(dict(headers or {}))
        if secret is not None:
            verify(body, known, secret, tolerance=seconds)
        sent = body.encode() if isinstance(body, str) else bytes(body)
        mode = options.get("on_mismatch", "warn")
        try:
            decoded = self._decoded(sent, known, options)
        except UndecodableError as error:
            raise self._broken(error, sent, known) from None
        except (UnicodeError, LookupError):
            reason = UndecodableError("the body is no text in its charset")
            raise self._broken(reason, sent, known) from None
        for found in decoded.mismatches if mode == "warn" else ():
            warn_once(self.name, found, _REPORTED)
        return cast("T_co", decoded.value)

    def _decoded(
        self, body: bytes, headers: Headers, options: DeliveryOptions
    ) -> Decoded[Any]:
        mode = options.get("on_mismatch", "warn")
        media_type, _, _ = headers.get("content-type", "").lower().partition(";")
        encoding = self._encoding(media_type.strip())
        form = self.forms[encoding]
        if encoding == "bytes":
            return Decoded(body)
        text = body.decode(charset_of(headers)).removeprefix("\ufeff")
        if encoding == "text":
            return Decoded(text)
        if encoding == "form":
            return decode_texts(form, _members(text), mode=mode)
        return decode(form, text.encode(), mode=mode)

    def _encoding(self, media_type: str) -> Encoding:
        if media_type.endswith("json") and "json" in self.forms:
            return "json"
        if media_type.endswith("x-www-form-urlencoded") and "form" in self.forms:
            return "form"
        return next(iter(self.forms))

    def _broken(
        self, error: UndecodableError, body: bytes, headers: Headers
    ) -> DecodeError:
        return DecodeError(
            error.reason,
            status_code=0,
            operation=self.name,
            request_id=None,
            attempts=1,
            body=body,
            path=error.path,
            headers=headers,
        )


def _members(text: str) -> dict[str, str | list[str]]:
    """The members of a form; one that comes several times is a list."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return {name: v[0] if len(v) == 1 else list(v) for name, v in found.items()}

"""Single items of a stream, decoded; shared by both kinds of client."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .decode import decode
from .mismatches import UndecodableError
from .opened import Opened
from .report import broken, reported
from .sse import ServerEvent
from .stream_errors import is_described, stream_error


@dataclass(frozen=True, slots=True)
class Items:
    """Decodes what a stream holds, each item by `form`."""

    form: object
    answer: Opened

    def of_event(self, event: ServerEvent) -> object:
        """The value in an event's data; text and bytes are given as they are."""
        data = event.data.encode()
        if self.form is not str and self.form is not bytes:
            return self._decoded("", data, event.event)
        if event.event == "error":
            self._raise_error(data, event.event)
        return event.data if self.form is str else data

    def of_line(self, where: str, data: bytes) -> object:
        """The value of a JSON text that stands there."""
        return self._decoded(f"{where}: ", data, "")

    def _decoded(self, where: str, data: bytes, name: str) -> object:
        answer = self.answer
        try:
            decoded = decode(self.form, data, mode=answer.ready.on_mismatch)
        except UndecodableError as error:
            reason, path = f"{where}{error.reason}", error.path
        else:
            if not is_described(decoded):
                self._raise_error(data, name)
            if decoded.mismatches:
                reply = replace(answer.reply, body=data)
                reported(decoded.mismatches, reply, answer.ready, answer.settings)
            return decoded.value
        self._raise_error(data, name)
        reply = replace(answer.reply, body=data)
        raise broken(reason, reply, answer.ready.endpoint, answer.settings, path)

    def _raise_error(self, data: bytes, name: str) -> None:
        """The item is not what the document promises: it may be an error."""
        answer = self.answer
        reply = replace(answer.reply, body=data)
        error = stream_error(reply, name, answer.ready.endpoint, answer.settings)
        if error is not None:
            raise error

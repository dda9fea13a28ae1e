"""Parses Server-Sent Events in chunks of 4 KB with the SDK."""

from collections.abc import Iterable, Iterator

from events import tell_events
from networkhq._runtime.sse import EventParser


def parsed(pieces: Iterable[bytes]) -> Iterator[object]:
    """The events of a stream."""
    parser = EventParser()
    for piece in pieces:
        yield from parser.feed(piece)


tell_events(parsed)

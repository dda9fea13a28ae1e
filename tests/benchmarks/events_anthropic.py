"""Parses Server-Sent Events in chunks of 4 KB with the SDK of Anthropic."""

from anthropic._streaming import SSEDecoder
from events import tell_events

tell_events(lambda pieces: SSEDecoder().iter_bytes(iter(pieces)))

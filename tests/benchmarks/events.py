"""A stream of Server-Sent Events as a language model sends it, in chunks of 4 KB."""

from collections.abc import Callable, Iterable, Iterator

from timing import tell

MANY, CHUNK = 20_000, 4096
DELTA = '{"type":"content_block_delta","index":0,"delta":{"text":"word %d"}}'


def chunks() -> list[bytes]:
    """The stream as it comes."""
    event = f"event: content_block_delta\ndata: {DELTA}\n\n"
    stream = "".join(event % number for number in range(MANY)).encode()
    return [stream[at : at + CHUNK] for at in range(0, len(stream), CHUNK)]


def tell_events(parse: Callable[[Iterable[bytes]], Iterator[object]]) -> None:
    """Print the seconds of parsing it whole."""
    found = chunks()
    assert sum(1 for _ in parse(found)) == MANY
    tell(lambda: sum(1 for _ in parse(found)), 5)

"""The events of a YAML text, from libyaml where PyYAML has it."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)


def events(text: str) -> Iterator[yaml.Event]:
    """Every event in turn; raises `yaml.YAMLError`."""
    parser = _LOADER(text)
    while (event := parser.get_event()) is not None:
        yield event
        if isinstance(event, yaml.StreamEndEvent):
            return


def offset_of(event: yaml.Event) -> int:
    """Where an event begins, in characters."""
    mark = event.start_mark
    return mark.index if mark is not None else 0

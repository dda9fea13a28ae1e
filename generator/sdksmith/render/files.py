"""What the render stage gives: the text of each file, before it is formatted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """One file of the client; `path` is relative to the output folder, with `/`.

    `template` is the name of what it was made from and `template_hash` a SHA-256
    over that and everything it extends, includes and imports. `owned` is false for
    a file that is written once and is the user's from then on.
    """

    path: str
    text: str
    template: str
    template_hash: str
    owned: bool = True

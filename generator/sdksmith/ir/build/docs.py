"""Reads what the document says for readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sdksmith.ir.build.nodes import Node, flag, mapping, sequence, text
from sdksmith.ir.schemas import Doc
from sdksmith.ir.types import Json
from sdksmith.ir.words import split_words


def schema_doc(node: object) -> Doc:
    """The texts and examples of a schema object."""
    if not isinstance(node, Mapping):
        return Doc()
    return Doc(
        description=text(node, "description"),
        examples=_schema_examples(node),
        deprecated=flag(node, "deprecated"),
    )


def object_doc(node: Node) -> Doc:
    """The texts of an operation, a parameter, a tag and the like."""
    return Doc(
        summary=text(node, "summary"),
        description=text(node, "description"),
        examples=media_examples(node),
        deprecated=flag(node, "deprecated"),
    )


def without_echo(doc: Doc, name: str, *, begins: bool = False) -> Doc:
    """The texts without those that only repeat a name, as Springfox writes them.

    Where only the name `begins` with them, that is enough if so asked.
    """
    words = split_words(name)

    def kept(said: str | None) -> str | None:
        if said is None or len(said.split()) != 1:
            return said
        told = split_words(said)
        return None if told == (words[: len(told)] if begins else words) else said

    return replace(doc, summary=kept(doc.summary), description=kept(doc.description))


def media_examples(node: Node) -> tuple[Json, ...]:
    """The values of the `examples` of a media type or parameter."""
    named = mapping(node, "examples").values()
    found = [said["value"] for said in named if isinstance(said, Mapping) and "value" in said]
    return tuple(dict.fromkeys(map(Json.of, found)))


def default_of(node: object) -> Json | None:
    """The `default` of a schema object; None where there is none."""
    if isinstance(node, Mapping) and "default" in node:
        return Json.of(node["default"])
    return None


def _schema_examples(node: Node) -> tuple[Json, ...]:
    return tuple(dict.fromkeys(map(Json.of, sequence(node, "examples"))))

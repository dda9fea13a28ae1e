"""What values are made by: what each may be, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, Field


@dataclass(frozen=True, slots=True)
class Text:
    """A string of `least` to `most` characters; `samples` are of its pattern."""

    format: str = ""
    least: int = 0
    most: int | None = None
    samples: tuple[str, ...] = ()
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `low` to `high`, over `above`, under `below`, in steps."""

    whole: bool = False
    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None
    step: float | None = None
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these values."""

    values: tuple[Any, ...]
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of at least so many items; the `first` ones are of their own kinds."""

    items: Recipe
    least: int = 0
    first: tuple[Recipe, ...] = ()
    kind: Literal["items"] = "items"


@dataclass(frozen=True, slots=True)
class Entries:
    """An object used as a map, of at least so many entries."""

    values: Recipe
    keys: Recipe
    least: int = 0
    kind: Literal["entries"] = "entries"


@dataclass(frozen=True, slots=True)
class Either:
    """One of several variants."""

    variants: tuple[Recipe, ...]
    kind: Literal["either"] = "either"


@dataclass(frozen=True, slots=True)
class Marked:
    """An object with a tag that tells what it is."""

    members: Recipe
    name: str
    tag: Any
    kind: Literal["marked"] = "marked"


@dataclass(frozen=True, slots=True)
class Enveloped:
    """An object with one member only."""

    name: str
    value: Recipe
    kind: Literal["enveloped"] = "enveloped"


@dataclass(frozen=True, slots=True)
class Named:
    """What a name among the package's types stands for."""

    name: str
    kind: Literal["named"] = "named"


@dataclass(frozen=True, slots=True)
class Form:
    """What an alias that may contain itself stands for."""

    form: Any
    kind: Literal["form"] = "form"


@dataclass(frozen=True, slots=True)
class Object:
    """A model with its fields."""

    model: type[BaseModel]
    kind: Literal["object"] = "object"


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value: null will do."""

    kind: Literal["anything"] = "anything"


Container: TypeAlias = Items | Entries | Marked | Enveloped | Object
Scalar: TypeAlias = Text | Number | Choice | Anything
Recipe: TypeAlias = Annotated[
    Scalar | Container | Either | Named | Form, Field(discriminator="kind")
]

"""The type of a JSON value whose shape only the document knows."""

from typing import Any, TypeAlias

Json: TypeAlias = Any

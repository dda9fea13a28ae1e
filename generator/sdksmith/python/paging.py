"""The types of paged lists: the package's own names for the commonest ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Paged, answers
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.page_styles import PageStyle
from sdksmith.python.runtime import runtime
from sdksmith.python.types import PyType, Symbol, generic

PAGES_MODULE = "._pages"
PAGING = "PAGING"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CommonPaging:
    """What most paged operations share: the paging object, and their style."""

    info: PyType | None
    style: PageStyle | None


def common_paging(blueprint: Blueprint, annotations: Annotations) -> CommonPaging:
    """What the package has names of its own for; a style only where two share it."""
    found = [
        answer
        for operation in blueprint.api.operations
        for answer in answers(operation, blueprint, annotations)
        if isinstance(answer, Paged)
    ]
    info = _commonest([answer.info for answer in found])
    styles = [answer.style for answer in found if answer.detail is None]
    style = _commonest(styles)
    return CommonPaging(info, style if style and styles.count(style) > 1 else None)


def _commonest(values: Sequence[T]) -> T | None:
    """The value that occurs most; of equals, one that any order would give."""
    if not values:
        return None
    return min(set(values), key=lambda value: (-values.count(value), str(value)))


def paging_type(answer: Paged, common: PyType | None) -> PyType:
    """What the method of a paged operation gives."""
    name = "Pager" if answer.detail is None else "PagedDetail"
    first = () if answer.detail is None else (answer.detail,)
    if answer.info == common:
        return generic(Symbol(PAGES_MODULE, name), *first, answer.item)
    return generic(runtime(name), *first, answer.item, answer.info)

"""Finds operations that are paged, where their own shapes leave no doubt."""

from __future__ import annotations

from sdksmith.ir.operations import (
    CursorPages,
    LinkedPages,
    MemberPath,
    NumberedPages,
    OffsetPages,
    Operation,
    Pagination,
    Parameter,
    Sent,
)
from sdksmith.ir.refine.bodies import Bodies, is_success
from sdksmith.ir.refine.paging_shapes import (
    Holder,
    Listed,
    Shapes,
    answer_type,
    first_of,
)
from sdksmith.ir.refine.paging_words import (
    CURSORS,
    LIMITS,
    MORE,
    NEXT,
    NEXT_PAGES,
    OFFSETS,
    PAGE_COUNTS,
    PAGES,
    STARTS,
    TOTALS,
)
from sdksmith.ir.types import PrimitiveKind

_TEXT, _NUMBER = PrimitiveKind.STRING, PrimitiveKind.INTEGER


def detected(bodies: Bodies, operation: Operation) -> Pagination | None:
    """The pages of an operation; what is surest comes first."""
    answer = answer_type(operation)
    if answer is None:
        return None
    shapes = Shapes(bodies, operation, answer)
    cursors = tuple(_sent(each) for each in shapes.asked(CURSORS))
    if operation.method != "GET":
        cursors = cursors or shapes.asked_in_body(CURSORS)
        return _by_cursor(shapes, cursors, NEXT, _TEXT)
    numbers = tuple(_sent(each) for each in shapes.asked(PAGES, _NUMBER))
    listed = shapes.listed()
    found = _by_cursor(shapes, cursors, NEXT, _TEXT) or _by_cursor(
        shapes, numbers, NEXT_PAGES, _NUMBER
    )
    if found or listed is None:
        return found
    linked = _by_url(shapes, listed) or _by_header(shapes, listed)
    if linked or cursors:
        return linked
    return _by_offset(shapes, listed) or _by_number(shapes, listed)


def _sent(parameter: Parameter) -> Sent:
    return Sent((parameter.wire_name,))


def _by_cursor(
    shapes: Shapes,
    parameters: tuple[Sent, ...],
    words: frozenset[str],
    kind: PrimitiveKind,
) -> CursorPages | None:
    """A parameter takes what a member of the answer gives."""
    found: list[tuple[Holder, MemberPath]] = []
    for holder in shapes.holders():
        named = shapes.called(holder, words, kind)
        if len(named) == 1:
            found.append((holder, named[0]))
    if len(parameters) != 1 or len(found) != 1:
        return None
    holder, following = found[0]
    listed = shapes.listed_beside(holder.path)
    if listed is None:
        return None
    return CursorPages(
        items=listed.path,
        item_type=listed.type.item,
        parameter=parameters[0],
        next_cursor=following,
        has_more=shapes.has_more(holder),
        info=holder.path,
        detail=listed.detail,
    )


def _by_url(shapes: Shapes, listed: Listed) -> LinkedPages | None:
    """A member of the answer is the URL of the next page."""
    urls = tuple(dict.fromkeys(shapes.next_urls()))
    if len(urls) != 1:
        return None
    return LinkedPages(
        items=listed.path,
        item_type=listed.type.item,
        next_url=urls[0],
        info=_info(urls[0], listed),
    )


def _by_header(shapes: Shapes, listed: Listed) -> LinkedPages | None:
    """A `Link` header is documented, and there is a parameter to page by."""
    has_link = any(
        header.wire_name.lower() == "link"
        for response in shapes.operation.responses
        if is_success(response)
        for header in response.headers
    )
    if not has_link or not shapes.asked(PAGES | LIMITS | OFFSETS | CURSORS):
        return None
    return LinkedPages(items=listed.path, item_type=listed.type.item, next_url=None)


def _by_offset(shapes: Shapes, listed: Listed) -> OffsetPages | None:
    """How many items to pass over, and how many to give."""
    offsets = shapes.asked(OFFSETS, _NUMBER) or tuple(
        each
        for each in shapes.asked(STARTS, _NUMBER)
        if first_of(shapes.bodies, each) == 0
    )
    limits = shapes.asked(LIMITS, _NUMBER)
    if len(offsets) != 1 or len(limits) != 1 or shapes.asked(PAGES):
        return None
    if first_of(shapes.bodies, offsets[0]) not in {None, 0} or not _is_counted(
        shapes, listed
    ):
        return None
    total = shapes.only(TOTALS, _NUMBER)
    return OffsetPages(
        items=listed.path,
        item_type=listed.type.item,
        parameter=_sent(offsets[0]),
        limit=_sent(limits[0]),
        total=total,
        has_more=shapes.only(MORE, PrimitiveKind.BOOLEAN),
        info=_info(total, listed),
    )


def _by_number(shapes: Shapes, listed: Listed) -> NumberedPages | None:
    """The number of a page, whose first is documented, and its size."""
    numbers, limits = shapes.asked(PAGES, _NUMBER), shapes.asked(LIMITS, _NUMBER)
    if len(numbers) != 1 or len(limits) != 1 or shapes.asked(OFFSETS):
        return None
    first = first_of(shapes.bodies, numbers[0])
    if first not in {0, 1} or first is None or not _is_counted(shapes, listed):
        return None
    total = shapes.only(TOTALS, _NUMBER)
    return NumberedPages(
        items=listed.path,
        item_type=listed.type.item,
        parameter=_sent(numbers[0]),
        first=first,
        limit=_sent(limits[0]),
        page_count=shapes.only(PAGE_COUNTS, _NUMBER),
        total=total,
        has_more=shapes.only(MORE, PrimitiveKind.BOOLEAN),
        info=_info(total, listed),
    )


def _is_counted(shapes: Shapes, listed: Listed) -> bool:
    """Whether a list in an object comes with a count or a flag, as those of pages do."""
    if not listed.path:
        return True
    numbers = (shapes.only(words, _NUMBER) for words in (TOTALS, PAGE_COUNTS))
    return any((*numbers, shapes.only(MORE, PrimitiveKind.BOOLEAN)))


def _info(path: MemberPath | None, listed: Listed) -> MemberPath:
    """The object with the paging members, if it is one of its own."""
    holder = path[:-1] if path else ()
    return () if listed.path[: len(holder)] == holder else holder

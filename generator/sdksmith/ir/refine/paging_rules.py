"""Makes pages of a rule, by finding in an operation what the rule speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sdksmith.config.near import near
from sdksmith.config.paging import PagingRule
from sdksmith.ir.operations import (
    CursorPages,
    Evidence,
    LinkedPages,
    MemberPath,
    NumberedPages,
    OffsetPages,
    Operation,
    Pagination,
    Place,
    Sent,
)
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.paging_shapes import (
    Listed,
    Shapes,
    answer_type,
    body_type,
    first_of,
)
from sdksmith.ir.schemas import Field
from sdksmith.ir.types import Type


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a rule does not fit an operation, and which of its settings is at fault."""

    message: str
    setting: str | None = None


class _MisfitError(Exception):
    """Ends the reading of a rule."""

    def __init__(self, message: str, setting: str | None = None) -> None:
        super().__init__(message)
        self.misfit = Misfit(message, setting)


def ruled(
    bodies: Bodies, operation: Operation, rule: PagingRule, evidence: Evidence
) -> Pagination | Misfit | None:
    """The pages that a rule gives an operation; None where it says there are none."""
    if rule.style is None:
        return None
    answer = answer_type(operation)
    if answer is None:
        return Misfit(f"`{operation.id}` does not answer with one kind of JSON")
    try:
        return _Fitting(bodies, operation, rule, answer, evidence).pages()
    except _MisfitError as error:
        return error.misfit


@dataclass(frozen=True, slots=True)
class _Fitting:
    bodies: Bodies
    operation: Operation
    rule: PagingRule
    answer: Type
    evidence: Evidence

    def pages(self) -> Pagination:
        """The pages, with every name found."""
        listed = self._listed()
        found = self._kind(listed.path, listed.type.item)
        detail = self._member("detail")
        return replace(
            found,
            has_more=self._member("has_more"),
            info=self._info(listed.path),
            detail=listed.detail if self.rule.detail is None else detail,
            evidence=self.evidence,
        )

    def _kind(self, items: MemberPath, item: Type) -> Pagination:
        rule = self.rule
        limit = None if rule.limit is None else self._sent("limit", rule.limit)
        if rule.style in {"next-url", "link-header"}:
            url = self._member("next")
            return LinkedPages(items=items, item_type=item, next_url=url)
        assert rule.parameter is not None, "the other styles need one"
        parameter = self._sent("parameter", rule.parameter)
        total = self._member("total")
        if rule.style == "cursor":
            following = self._member("next") or ()
            return CursorPages(
                items=items,
                item_type=item,
                parameter=parameter,
                next_cursor=following,
            )
        if rule.style == "offset":
            return OffsetPages(
                items=items,
                item_type=item,
                parameter=parameter,
                limit=limit,
                total=total,
            )
        return NumberedPages(
            items=items,
            item_type=item,
            parameter=parameter,
            first=self._first(parameter),
            limit=limit,
            page_count=self._member("pages"),
            total=total,
        )

    def _first(self, sent: Sent) -> int:
        """The number of the first page: as said, else as documented, else 1."""
        if self.rule.first is not None:
            return self.rule.first
        for parameter in self.operation.parameters:
            if (parameter.wire_name,) == sent.path and not sent.in_body:
                return 0 if first_of(self.bodies, parameter) == 0 else 1
        return 1

    def _listed(self) -> Listed:
        if self.rule.items is None:
            shapes = Shapes(self.bodies, self.operation, self.answer)
            listed = shapes.listed() or shapes.listed_beside(())
            if listed is None:
                message = f"`{self.operation.id}` does not answer with just one list"
                raise _MisfitError(f"{message}: say which are the `items`", "items")
            return listed
        path = self._path(self.answer, self.rule.items, "items")
        found_type = type_at(self.bodies, self.answer, path)
        inner = None if found_type is None else self.bodies.as_list(found_type)
        if inner is None:
            message = f"`{self.rule.items}` in the answer of `{self.operation.id}`"
            raise _MisfitError(f"{message} is no list", "items")
        return Listed(path, inner)

    def _info(self, items: MemberPath) -> MemberPath:
        """The object with the paging members, if all are in one of their own."""
        said = [self._member(n) for n in ("next", "has_more", "total", "pages")]
        holders = {path[:-1] for path in said if path}
        holder = holders.pop() if len(holders) == 1 else ()
        return () if items[: len(holder)] == holder else holder

    def _member(self, setting: str) -> MemberPath | None:
        """The way to a member of the answer that a setting names."""
        said: str | None = getattr(self.rule, setting)
        return None if said is None else self._path(self.answer, said, setting)

    def _path(self, of: Type, said: str, setting: str) -> MemberPath:
        if not said:
            return ()
        path = path_of(self.bodies, of, said)
        if path is None:
            known = _fields(self.bodies, of)
            message = f"`{self.operation.id}` answers with no `{said}`"
            raise _MisfitError(message + near(said, known), setting)
        return path

    def _sent(self, setting: str, said: str) -> Sent:
        """Where in the request the parameter that a setting names is."""
        queries = {
            parameter.wire_name: parameter.type
            for parameter in self.operation.parameters
            if parameter.place is Place.QUERY
        }
        body = body_type(self.operation)
        if self.rule.place != "body":
            if said in queries:
                return Sent((said,))
            holder, _, rest = said.partition(".")
            path = holder in queries and path_of(self.bodies, queries[holder], rest)
            if path:
                return Sent((holder, *path))
        if self.rule.place != "query" and body is not None:
            path = path_of(self.bodies, body, said)
            if path:
                return Sent(path, in_body=True)
        known = [*queries, *(_fields(self.bodies, body) if body else ())]
        message = f"`{self.operation.id}` takes no `{said}`{near(said, known)}"
        raise _MisfitError(message, setting)


def path_of(bodies: Bodies, of: Type, said: str) -> MemberPath | None:
    """The wire names on a dotted path; a member may have dots in its own name."""
    fields = _fields(bodies, of)
    if said in fields:
        return (said,)
    for name, field in fields.items():
        if said.startswith(f"{name}."):
            rest = path_of(bodies, field.type, said.removeprefix(f"{name}."))
            if rest is not None:
                return (name, *rest)
    return None


def type_at(bodies: Bodies, of: Type, path: MemberPath) -> Type | None:
    """The type of the member that a path leads to."""
    for name in path:
        field = _fields(bodies, of).get(name)
        if field is None:
            return None
        of = field.type
    return of


def _fields(bodies: Bodies, of: Type) -> Mapping[str, Field]:
    found = bodies.as_object(of)
    return bodies.fields(found) if found else {}

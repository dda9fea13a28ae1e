"""Values made for tests from the types of the SDK."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel

from ..complete import complete
from ..decode import decode
from ..encode import to_json_bytes
from .forms import item_form, model_in, model_of
from .samples import Place, object_sample, sample

T = TypeVar("T")

NONE_GIVEN: Mapping[str, object] = MappingProxyType({})


class AnyFactories:
    """Makes valid values of any type, the same ones for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed

    def __call__(self, form: type[T], /, **chosen: object) -> T:
        """A value of this type; of a model, with these fields (Python names)."""
        return build(form, chosen, seed=self._seed)

    def _build(self, form: type[T], chosen: Mapping[str, object]) -> T:
        return build(form, chosen, seed=self._seed)

    def _build_batch(
        self,
        form: type[T],
        counters: Mapping[str, object],
        *,
        succeeded: str,
        failed: tuple[str, ...],
        summary: str,
    ) -> T:
        return build_batch(
            form,
            counters,
            seed=self._seed,
            succeeded=succeeded,
            failed=failed,
            summary=summary,
        )


def build(
    form: type[T],
    overrides: Mapping[str, object] = NONE_GIVEN,
    *,
    seed: int = 0,
) -> T:
    """A valid value of the form, with these fields (Python names) as given.

    `omit` leaves the made-up value; a number for a list makes that many items.
    With the seed 0 values are the document's examples, where it has valid ones;
    another seed makes other values.
    """
    place = Place(number=seed)
    place = Place(number=seed)
    model = model_of(form)
    if model is not None:
        complete(model)
        unknown = [n for n in overrides if n not in model.model_fields]
        if unknown:
            raise TypeError(f"{model.__name__} has no field {', '.join(unknown)}")
        plain: object = object_sample(model, overrides, place)
    else:
        plain = sample(form, place)
    return cast("T", decode(cast("object", form), to_json_bytes(plain)).value)


def build_batch(
    form: type[T],
    counters: Mapping[str, object],
    overrides: Mapping[str, object] = NONE_GIVEN,
    *,
    seed: int = 0,
    succeeded: str = "data",
    failed: tuple[str, ...] = (),
    summary: str = "",
) -> T:
    """A batch answer with so many items of each kind, and its summary to match.

    A counter is the name of a list of failures, or a value that a field of the
    succeeded items may have; all names are Python ones.
    """
    model = cast("type[BaseModel]", form)
    complete(model)
    fields = model.model_fields
    counts = {
        name: count
        for name, count in counters.items()
        # `type`, for a truth value is an integer too.
        if type(count) is int and (name not in fields or name in (succeeded, *failed))
    }
    item = cast("type[BaseModel]", item_form(fields[succeeded].annotation))
    given = {n: v for n, v in counters.items() if n in fields and n not in counts}
    made: dict[str, object] = {name: counts.get(name, 0) for name in failed}
    made[succeeded] = _items(
        item, {n: c for n, c in counts.items() if n not in failed}, seed
    )
    if summary and summary not in overrides:
        total = sum(counts.values())
        made[summary] = _summary(fields[summary].annotation, counts, total)
    return build(form, {**made, **given, **overrides}, seed=seed)


def _items(
    item: type[BaseModel], counts: Mapping[str, int], seed: int
) -> list[dict[str, object]]:
    """Succeeded items, each with the value that its counter is named after."""
    made: list[dict[str, object]] = []
    complete(item)
    for value, count in counts.items():
        field = _field_with(item, value)
        for _ in range(count):
            place = Place(number=seed + len(made))
            given = {} if field is None else {field: value}
            made.append(object_sample(item, given, place))
    return made


def _field_with(model: type[BaseModel], value: str) -> str | None:
    for name, field in model.model_fields.items():
        if value in _literals(field.annotation):
            return name
    return None


def _literals(form: object) -> Iterable[object]:
    if get_origin(form) is Literal:
        yield from get_args(form)
    else:
        for argument in get_args(form):
            yield from _literals(argument)


def _summary(form: object, counts: Mapping[str, int], total: int) -> dict[str, object]:
    """Counts by their names; a count with no counter of its name is the total."""
    model = model_in(form)
    complete(model)
    numbers = {
        name: counts.get(name, total if _is_total(name) else 0)
        for name, field in model.model_fields.items()
        if field.annotation is int
    }
    return object_sample(model, numbers, Place())


def _is_total(name: str) -> bool:
    return name in {"attempted", "total", "count", "submitted", "received", "processed"}

"""Members of models that stay the texts they came as until they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .exact import Node, metadata_of
from .readers import MISFIT
from .spellings import TEXT_FORM, TextForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic import BaseModel


class UnreadMember:
    """Reads a member such as an instant when it is first asked for.

    Most that an answer brings are never looked at, and making values of all their
    texts would be the better part of decoding it.
    """

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, model: BaseModel | None, owner: object = None, /) -> object:
        values = {} if model is None else vars(model)
        try:
            value: object = values[self._name]
        except KeyError:
            raise AttributeError(self._name) from None
        if type(value) is not str:
            return value
        # Of the model itself: a class that extends another may narrow its members.
        form = _forms_of(type(model)).get(self._name)
        if form is None or (made := form.read(value)) is MISFIT:
            return value
        values[self._name] = made
        return made

    def __set__(self, model: BaseModel, value: object, /) -> None:
        vars(model)[self._name] = value


def _forms_of(model: type[Any]) -> Mapping[str, TextForm]:
    """The forms of the members that may be unread, by Python name; none of other models."""
    return cast("Mapping[str, TextForm]", getattr(model, "__sdk_unread__", {}))


def settle(model: BaseModel) -> dict[str, Any]:
    """The values of the model by Python name, none of them unread any more."""
    values = vars(model)
    for name in _forms_of(type(model)):
        if type(values.get(name)) is str:
            getattr(model, name)
    return values


def leave_unread(schema: Node) -> None:
    """Change the core schema of a model so that members of it stay unread."""
    model: type[BaseModel] = schema["cls"]
    fields: dict[str, Node] = schema["schema"].get("fields", {})
    found = {name: _form_of(field) for name, field in fields.items()}
    forms = {name: form for name, form in found.items() if form is not None}
    cast("Any", model).__sdk_unread__ = forms
    for name in forms:
        setattr(model, name, UnreadMember(name))
    if forms:
        schema["serialization"] = {"type": "function-wrap", "function": _serialized}


def _form_of(field: Node) -> TextForm | None:
    """The form of a member that may stay unread, whose schema is changed to let it."""
    places = list(_innermost(field, "schema"))
    forms = {metadata_of(holder[key]).get(TEXT_FORM) for holder, key in places}
    form: TextForm | None = forms.pop()
    if forms or form is None:
        return None
    for holder, key in places:
        holder[key] = form.unread()
    return form


def _innermost(holder: Node, key: str) -> Iterator[tuple[Node, str]]:
    """Where the schemas stand that are left when null and defaults are dealt with."""
    match holder[key]["type"]:
        case "default" | "nullable":
            yield from _innermost(holder[key], "schema")
        case "lax-or-strict":
            yield from _innermost(holder[key], "lax_schema")
            yield from _innermost(holder[key], "strict_schema")
        case _:
            yield holder, key


def _serialized(model: BaseModel, serialize: Callable[[BaseModel], Any]) -> object:
    settle(model)
    return serialize(model)

"""Plans `webhooks.py`: a function for each kind of request that the API sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sdksmith.ir.api import Webhook
from sdksmith.ir.operations import Content, Encoding, Operation, Place
from sdksmith.ir.types import Type
from sdksmith.naming.webhooks import EVENT, PARSE
from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.plan import PlannedFile
from sdksmith.python.prose import paragraphs, text
from sdksmith.python.reach import WEBHOOKS
from sdksmith.python.runtime import runtime
from sdksmith.python.types import (
    NONE,
    STR,
    Code,
    PyType,
    Symbol,
    builtin,
    code,
    generic,
    mapping,
    mapping_display,
    shown,
    union,
    wrapped,
)
from sdksmith.python.views.webhooks import DeliveryView, WebhooksModuleView

_KEYS = {Encoding.JSON: "json", Encoding.FORM: "form", Encoding.TEXT: "text"}
_DOC = """\
Reads what the API sends: a function for each kind of request.

The bodies are decoded as those of answers are. Where the API signs as Standard
Webhooks do, give the headers and `secret=`, or call `verify` yourself.
"""


def plan_webhooks(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The module of webhooks and callbacks, where the document has any."""
    names = blueprint.names
    if not names.webhooks:
        return
    functions = dict.fromkeys(names.webhooks.values())
    event = f"{PARSE}{EVENT}"
    defined = frozenset((*functions, *map(_constant, functions), event, EVENT.upper()))
    scope = Scope(f".{WEBHOOKS}", defined)
    views = tuple(_Deliveries(blueprint, Annotations(blueprint), scope).all())
    extras = [scope.name(runtime(name)) for name in ("SignatureError", "verify")]
    view = WebhooksModuleView(
        deliveries=views,
        final=scope.name(Symbol("typing", "Final")),
        headers=scope.text(union((mapping(STR, STR), NONE))),
        options=scope.text(wrapped("Unpack", shown(runtime("DeliveryOptions")))),
        header=header(
            blueprint, scope, _DOC, (*(each.name for each in views), *extras)
        ),
    )
    path = f"{names.client.package}/{WEBHOOKS}.py"
    yield PlannedFile(path, "package/webhooks.py.jinja", view)


def _constant(function: str) -> str:
    return function.removeprefix(PARSE).upper()


@dataclass(frozen=True, slots=True)
class _Deliveries:
    blueprint: Blueprint
    annotations: Annotations
    scope: Scope

    def all(self) -> Iterator[DeliveryView]:
        """One for each function: in the order of the document, then that for all."""
        api, names = self.blueprint.api, self.blueprint.names.webhooks
        done: set[str] = set()
        for hook in api.webhooks:
            name = names.get(hook.operation.id)
            if name is not None and name not in done:
                done.add(name)
                yield self._of_hook(hook, name)
        if api.event is not None:
            yield self._of_all(api.event)

    def _of_hook(self, hook: Webhook, name: str) -> DeliveryView:
        body = hook.operation.body
        assert body is not None, "only what has a body has a function"
        kinds: dict[str, tuple[Code, PyType]] = {}
        for content in sorted(body.contents, key=_preferred):
            kinds.setdefault(_kind(content), self._form(content))
        return self._view(
            name,
            f"{'webhook' if hook.caller is None else 'callback'} {hook.name}",
            mapping_display(
                ((literal(key),), form) for key, (form, _) in kinds.items()
            ),
            union(of for _, of in kinds.values()),
            paragraphs([text(hook.operation.doc), *_facts(hook)]),
        )

    def _of_all(self, event: Type) -> DeliveryView:
        of = self.annotations.received(event)
        forms = mapping_display([((literal("json"),), code(of))])
        said = "What any webhook brings; the body tells which one it is."
        return self._view(f"{PARSE}{EVENT}", "webhook", forms, of, said)

    def _view(
        self, name: str, label: str, forms: Code, of: PyType, doc: str
    ) -> DeliveryView:
        return DeliveryView(
            name=name,
            constant=_constant(name),
            constructor=self.scope.text(generic(runtime("Delivery"), of)),
            label=literal(label),
            forms=self.scope.text(forms),
            returns=self.scope.text(of),
            doc=doc,
        )

    def _form(self, content: Content) -> tuple[Code, PyType]:
        match _kind(content):
            case "json" | "form":
                of = self.annotations.received(content.type)
                return code(of), of
            case "text":
                return ("str",), STR
            case _:
                return ("bytes",), builtin("bytes")


def _kind(content: Content) -> str:
    return _KEYS.get(content.encoding, "bytes")


def _preferred(content: Content) -> int:
    return [*_KEYS.values(), "bytes"].index(_kind(content))


def _facts(hook: Webhook) -> Iterator[str]:
    """What else the document says: headers, the answer, where it is sent."""
    operation = hook.operation
    found = [each for each in operation.parameters if each.place is Place.HEADER]
    if found:
        listed = _listed(f"`{_word(each.wire_name)}`" for each in found)
        yield f"Comes with the header{'s' if found[1:] else ''} {listed}."
    statuses = _statuses(operation)
    if statuses:
        yield f"The API wants to be answered with status {statuses}."
    if hook.caller is None:
        yield f"`{operation.method}` of the webhook `{_word(hook.name)}`"
    else:
        at = f"`{operation.method} {_word(operation.path)}`"
        yield f"{at}, which follows `{_word(hook.caller)}`"


def _statuses(operation: Operation) -> str:
    good = [each.status for each in operation.responses if not each.is_error]
    return _listed((str(each.low) for each in good if each.is_single), "or")


def _listed(words: Iterable[str], conjunction: str = "and") -> str:
    *before, last = [*words] or [""]
    return f"{', '.join(before)} {conjunction} {last}" if before else last


def _word(text_of: str) -> str:
    return " ".join(text_of.replace("`", "'").split())

"""Finds whether one type stands for everything that webhooks bring."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, Webhook, schemas_by_id
from sdksmith.ir.operations import Encoding
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.discriminators import implied_discriminator
from sdksmith.ir.refine.replacing import with_schemas
from sdksmith.ir.schemas import HintSource, NameHint, UnionSchema, Variant
from sdksmith.ir.types import Ref, SchemaId, Type

EVENT = SchemaId("#/webhooks")
"""The union of all webhooks' bodies, which no document declares itself."""


def join_events(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API with the type of any webhook's body, where a body says which it is."""
    hooks = [hook for hook in api.webhooks if hook.caller is None]
    types = [used for hook in hooks for used in body_types(hook)]
    distinct = tuple(dict.fromkeys(types))
    if len(hooks) < len("ab") or len(types) < len(hooks):
        return api
    if len(distinct) == 1:
        return replace(api, event=distinct[0])
    union = UnionSchema(
        id=EVENT,
        hint=NameHint(("webhook", "event"), HintSource.ROLE),
        variants=tuple(Variant(used) for used in distinct),
        origin=hooks[0].operation.origin,
    )
    if implied_discriminator(Bodies(schemas_by_id(api)), union) is None:
        return api
    return replace(with_schemas(api, (union,)), event=Ref(EVENT))


def body_types(hook: Webhook) -> list[Type]:
    """The type of the JSON that a webhook brings, if it brings any."""
    body = hook.operation.body
    contents = body.contents if body else ()
    return [each.type for each in contents if each.encoding is Encoding.JSON][:1]

"""Views of `webhooks.py`: what reads the requests that the API sends."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.python.views.module import HeaderView


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A kind of request, and the function that reads it.

    `constant` is made by `constructor`, which has its type argument, of `label` and
    `forms`: the types of the body by encoding.
    """

    name: str
    constant: str
    constructor: str
    label: str
    forms: str
    returns: str
    doc: str


@dataclass(frozen=True, slots=True)
class WebhooksModuleView:
    """`webhooks.py`; the others are the names of what the template itself mentions."""

    header: HeaderView
    deliveries: tuple[DeliveryView, ...]
    final: str
    headers: str
    options: str

"""A real HTTP server on loopback that validates and answers requests from any OpenAPI document."""

from .answers import Answer, Drop, dropped, reply, sample, text
from .document import Described, Document
from .loopback import LoopbackServer, Received
from .samples import Sampler, Variant

__all__ = [
    "Answer",
    "Described",
    "Document",
    "Drop",
    "LoopbackServer",
    "Received",
    "Sampler",
    "Variant",
    "dropped",
    "reply",
    "sample",
    "text",
]

"""Checks requests against the document with openapi-core."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.validation.request.exceptions import InvalidRequestBody
from openapi_spec_validator.validation.validators import SpecValidator
from werkzeug.datastructures import Headers, ImmutableMultiDict

if TYPE_CHECKING:
    from .document import Described, Document


@dataclass
class CheckedRequest:
    """A request in the shape that openapi-core reads; the path is as it was sent."""

    host_url: str
    method: str
    path: str
    content_type: str
    body: bytes | None
    parameters: RequestParameters = field(default_factory=RequestParameters)


class _Trusting(SpecValidator):
    """Takes any document, as whether it is valid is not what is asked here."""

    def validate(self) -> None:
        """Find nothing."""


class RequestCheck:
    """Says how requests break the document."""

    def __init__(self, document: Document, origin: str) -> None:
        self._document = document
        self._origin = origin
        config = Config(spec_validator_cls=_Trusting)
        self._openapi = OpenAPI.from_dict(document.served_at(origin).root, config)

    def violations(
        self,
        operation: Described,
        path: str,
        query: str,
        headers: list[tuple[str, str]],
        body: bytes,
    ) -> tuple[str, ...]:
        """What is wrong with the request; nothing where it is as documented."""
        pairs = parse_qsl(query, keep_blank_values=True)
        sent = Headers(headers)
        cookies = [
            pair.partition("=")[::2]
            for pair in sent.get("cookie", "").split("; ")
            if "=" in pair
        ]
        request = CheckedRequest(
            host_url=self._origin,
            method=operation.method.lower(),
            path=path,
            content_type=sent.get("content-type", ""),
            body=body or None,
            parameters=RequestParameters(
                ImmutableMultiDict(pairs), sent, ImmutableMultiDict(cookies)
            ),
        )
        errors = [
            _explained(error)
            for error in self._openapi.iter_request_errors(request)
            if not (
                isinstance(error, InvalidRequestBody)
                and self._is_form_of_a_union(operation, request.content_type)
            )
        ]
        return (*errors, *self._undocumented(operation, dict(pairs)))

    def _is_form_of_a_union(self, operation: Described, content_type: str) -> bool:
        """Whether openapi-core, which reads forms by `properties`, would see no member."""
        body = self._document.resolve(operation.node.get("requestBody", {}))
        media_type = content_type.partition(";")[0]
        content = body.get("content", {}).get(media_type, {})
        schema = self._document.resolve(content.get("schema", {}))
        return "form" in media_type and bool(schema.keys() & {"oneOf", "anyOf"})

    def _undocumented(self, operation: Described, query: dict[str, str]) -> list[str]:
        """Query parameters nobody documented, which openapi-core lets pass."""
        documented = [
            parameter
            for parameter in operation.parameters
            if parameter["in"] == "query"
        ]
        if any(self._spreads(parameter) for parameter in documented):
            return []
        names = {parameter["name"] for parameter in documented} | self._credentials()
        return [
            f"undocumented query parameter {name!r}"
            for name in query
            if name not in names
        ]

    def _spreads(self, parameter: dict[str, Any]) -> bool:
        """Whether the parameter is an object, whose members may be parameters of their own."""
        schema = self._document.resolve(parameter.get("schema", {}))
        return schema.get("type") not in {
            "string",
            "integer",
            "number",
            "boolean",
            "array",
        }

    def _credentials(self) -> set[str]:
        schemes = self._document.root.get("components", {}).get("securitySchemes", {})
        found = [self._document.resolve(scheme) for scheme in schemes.values()]
        return {scheme["name"] for scheme in found if scheme.get("in") == "query"}


def _explained(error: BaseException) -> str:
    cause = error.__cause__
    details = [str(found.message) for found in getattr(cause, "schema_errors", ())]
    return ": ".join(
        [
            str(error) or type(error).__name__,
            *(details or ([str(cause)] if cause else [])),
        ]
    )

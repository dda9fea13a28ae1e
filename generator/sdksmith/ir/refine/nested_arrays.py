"""Lets arrays inside `deepObject` be written as the user says: OpenAPI does not say it."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.operations import Content, Operation, Style
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.replacing import with_operations


def spell_arrays(api: Api, options: BuildOptions, _: Diagnostics) -> Api:
    """The API whose nested query objects spell the arrays in them as chosen."""
    spelt = (_spelt(operation, options) for operation in api.operations)
    return with_operations(api, spelt)


def _spelt(operation: Operation, options: BuildOptions) -> Operation:
    parameters = tuple(
        (
            replace(each, arrays=options.nested_arrays)
            if each.style is Style.DEEP_OBJECT
            else each
        )
        for each in operation.parameters
    )
    body = operation.body
    if body is not None:
        contents = tuple(_content(each, options) for each in body.contents)
        body = replace(body, contents=contents)
    return replace(operation, parameters=parameters, body=body)


def _content(content: Content, options: BuildOptions) -> Content:
    parts = tuple(
        (
            replace(part, arrays=options.nested_arrays)
            if part.style is Style.DEEP_OBJECT
            else part
        )
        for part in content.parts
    )
    return replace(content, parts=parts)

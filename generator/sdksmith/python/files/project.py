"""Plans the project around the package: `pyproject.toml` and `README.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sdksmith.ir.api import Webhook
from sdksmith.ir.operations import Encoding
from sdksmith.naming.webhooks import EVENT, PARSE
from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Paged, Plain, Streamed
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.call_examples import CallExamples
from sdksmith.python.files.route_names import mock_name, route_path
from sdksmith.python.files.versions import version
from sdksmith.python.literals import toml_string
from sdksmith.python.methods import Method
from sdksmith.python.plan import PlannedFile
from sdksmith.python.prose import one_line
from sdksmith.python.samples import Samples
from sdksmith.python.security import credentials
from sdksmith.python.tree import Resource, resource_tree
from sdksmith.python.types import NONE
from sdksmith.python.views.project import (
    CallView,
    ExtraView,
    MethodLineView,
    ProjectView,
    ReadmeView,
    TestedCallView,
)

_DEPENDENCIES = (
    "httpx2>=2.10,<3",
    "pydantic>=2.11,<3",
    "typing-extensions>=4.12",
)
_EXTRAS = (
    ("http2", "h2>=4.1,<5"),
    ("opentelemetry", "opentelemetry-api>=1.24,<2"),
    ("test", "pytest>=8,<10"),
)


def plan_project(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The files that make the package a project of its own."""
    project = _project(blueprint)
    yield PlannedFile("pyproject.toml", "project/pyproject.toml.jinja", project)
    readme = _readme(blueprint)
    yield PlannedFile("README.md", "project/README.md.jinja", readme)


def _project(blueprint: Blueprint) -> ProjectView:
    package = blueprint.names.client.package
    return ProjectView(
        notice=blueprint.notice,
        distribution=toml_string(_distribution(blueprint)),
        version=toml_string(version(blueprint)),
        description=toml_string(f"A client of {_line(blueprint.api.title)}."),
        package=toml_string(package),
        dependencies=tuple(toml_string(each) for each in _DEPENDENCIES),
        extras=tuple(ExtraView(name, toml_string(each)) for name, each in _EXTRAS),
    )


def _distribution(blueprint: Blueprint) -> str:
    return blueprint.names.client.package.replace("_", "-").strip("-")


def _readme(blueprint: Blueprint) -> ReadmeView:
    names = blueprint.names.client
    tree = resource_tree(blueprint, Annotations(blueprint))
    found = [
        (resource, method)
        for top in tree
        for resource in reversed(tuple(top.with_descendants()))
        for method in resource.methods
    ]
    examples = CallExamples(Samples.of(blueprint.schemas))
    arguments = [a for each in credentials(blueprint.api) for a in each.arguments]
    variables = [f"{names.environment}_{argument.upper()}" for argument in arguments]
    return ReadmeView(
        title=_escaped(blueprint.api.title),
        description=_escaped(one_line(blueprint.api.doc) or ""),
        distribution=_distribution(blueprint),
        package=names.package,
        client=names.client,
        async_client=names.async_client,
        mock=mock_name(blueprint),
        tested=_tested(found, examples),
        environment=" and ".join(f"`{name}`" for name in variables),
        listing=_first(found, examples, _is_listing),
        getting=_first(found, examples, _is_getting),
        creating=_first(found, examples, _is_creating),
        downloading=_first(found, examples, lambda each: _verb(each) == "download"),
        streaming=_first(found, examples, _is_streaming),
        has_events=any(_verb(method) == "events" for _, method in found),
        uploads=any(_is_upload(method) for _, method in found),
        methods=tuple(_line_of(resource, method) for resource, method in found),
        webhooks=tuple(_webhook_lines(blueprint)),
        webhook=_webhook_example(blueprint),
    )


def _first(
    found: list[tuple[Resource, Method]],
    examples: CallExamples,
    wanted: Callable[[Method], bool],
) -> CallView | None:
    for resource, method in found:
        view = examples.of(resource.path, method) if wanted(method) else None
        if view is not None:
            return view
    return None


def _tested(
    found: list[tuple[Resource, Method]], examples: CallExamples
) -> TestedCallView | None:
    """A call that may be made again, by the name that its route has in the fake."""
    for resource, method in found:
        view = examples.of(resource.path, method) if _is_getting(method) else None
        if view is not None:
            route = ".".join((*route_path(resource.path), method.name))
            return TestedCallView(route, view.call)
    return None


def _is_listing(method: Method) -> bool:
    return isinstance(method.answer, Paged) and method.answer.detail is None


def _is_getting(method: Method) -> bool:
    is_get = method.operation.method == "GET"
    return is_get and _gives_value(method) and bool(method.arguments.positional)


def _is_creating(method: Method) -> bool:
    has_body = method.arguments.body is not None
    return method.operation.method == "POST" and has_body and _gives_value(method)


def _verb(method: Method) -> str | None:
    return method.answer.verb if isinstance(method.answer, Streamed) else None


def _is_streaming(method: Method) -> bool:
    return _verb(method) in {"events", "lines"}


def _is_upload(method: Method) -> bool:
    body = method.operation.body
    return body is not None and any(
        content.encoding in {Encoding.BINARY, Encoding.MULTIPART}
        for content in body.contents
    )


def _gives_value(method: Method) -> bool:
    return isinstance(method.answer, Plain) and method.answer.value != NONE


def _line_of(resource: Resource, method: Method) -> MethodLineView:
    arguments = [
        *(
            argument.name
            for argument in method.arguments.positional
            if argument.required
        ),
        *(f"{a.name}=..." for a in method.arguments.keyword if a.required),
    ]
    path = ".".join(("client", *resource.path, method.name))
    operation = f"{method.operation.method} {method.operation.path}"
    return MethodLineView(
        f"{path}({', '.join(arguments)})",
        _line(operation).replace("`", "'").replace("|", "\\|"),
        _escaped(one_line(method.operation.doc) or ""),
    )


def _webhook_example(blueprint: Blueprint) -> str | None:
    first = next(iter(blueprint.names.webhooks.values()), None)
    return first if blueprint.api.event is None else f"{PARSE}{EVENT}"


def _webhook_lines(blueprint: Blueprint) -> Iterator[MethodLineView]:
    told: dict[str, Webhook] = {}
    for hook in blueprint.api.webhooks:
        function = blueprint.names.webhooks.get(hook.operation.id)
        if function is not None and told.setdefault(function, hook) is hook:
            yield MethodLineView(
                f"webhooks.{function}(body)",
                _line(hook.name).replace("`", "'").replace("|", "\\|"),
                _escaped(one_line(hook.operation.doc) or ""),
            )
    if blueprint.api.event is not None:
        yield MethodLineView(
            f"webhooks.{PARSE}{EVENT}(body)", "webhooks", "Any of them"
        )


def _line(text: str) -> str:
    """The text on one line, without what an editor or a terminal would hide."""
    printable = (c for c in " ".join(text.split()) if c.isprintable())
    return "".join(printable)


def _escaped(text: str) -> str:
    """The text on one line, with nothing in it that would end a table's cell."""
    return _line(text).replace("|", "\\|").replace("<", "&lt;")

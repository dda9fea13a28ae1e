"""Plans the tests of the project: they call everything, against the testing kit's fake."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.call_examples import CallExamples
from sdksmith.python.files.route_names import mock_name
from sdksmith.python.plan import PlannedFile
from sdksmith.python.samples import Samples
from sdksmith.python.tree import resource_tree
from sdksmith.python.views.project import ProjectTestsView, TestedCallView


def plan_project_tests(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The tests that come with a project."""
    names = blueprint.names.client
    found = list(_calls(blueprint))
    view = ProjectTestsView(
        notice=blueprint.notice,
        package=names.package,
        client=names.client,
        async_client=names.async_client,
        mock=mock_name(blueprint),
        calls=tuple(TestedCallView(name, call) for name, call in found if call),
        untested=tuple(name for name, call in found if not call),
    )
    for name in ("test_operations.py", "test_package.py"):
        yield PlannedFile(f"tests/{name}", f"project/tests/{name}.jinja", view)


def _calls(blueprint: Blueprint) -> Iterator[tuple[str, str | None]]:
    """Each method with a call of it; None where a value that it needs has no end."""
    examples = CallExamples(Samples.of(blueprint.schemas, holds_bytes=True))
    for top in resource_tree(blueprint, Annotations(blueprint)):
        for resource in reversed(tuple(top.with_descendants())):
            for method in resource.methods:
                found = examples.of(resource.path, method)
                name = ".".join((*resource.path, method.name))
                yield name, found.call if found else None

"""What each template gets: one frozen view, its fields text in pieces."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sdksmith.python.views.client import (
    ClientModuleView,
    ErrorsModuleView,
    ModuleView,
    PagesModuleView,
)
from sdksmith.python.views.project import (
    EmptyFileView,
    ProjectTestsView,
    ProjectView,
    ReadmeView,
)
from sdksmith.python.views.resources import ResourceModuleView
from sdksmith.python.views.testing import (
    FactoriesModuleView,
    LimitsView,
    RoutesModuleView,
)
from sdksmith.python.views.types import (
    LazyPackageView,
    RootPackageView,
    TypesModuleView,
)
from sdksmith.python.views.webhooks import WebhooksModuleView

__all__ = ["TEMPLATES"]

TEMPLATES: Mapping[str, type] = MappingProxyType(
    {
        "project/README.md.jinja": ReadmeView,
        "project/pyproject.toml.jinja": ProjectView,
        "project/tests/test_operations.py.jinja": ProjectTestsView,
        "project/tests/test_package.py.jinja": ProjectTestsView,
        "package/__init__.py.jinja": RootPackageView,
        "package/_client.py.jinja": ClientModuleView,
        "package/_errors.py.jinja": ErrorsModuleView,
        "package/_pages.py.jinja": PagesModuleView,
        "package/custom/__init__.py.jinja": ModuleView,
        "package/py.typed.jinja": EmptyFileView,
        "package/resources/__init__.py.jinja": ModuleView,
        "package/resources/resource.py.jinja": ResourceModuleView,
        "package/testing/__init__.py.jinja": LazyPackageView,
        "package/testing/_factories.py.jinja": FactoriesModuleView,
        "package/testing/_routes.py.jinja": RoutesModuleView,
        "package/testing/limits.json.jinja": LimitsView,
        "package/types/__init__.py.jinja": LazyPackageView,
        "package/types/module.py.jinja": TypesModuleView,
        "package/webhooks.py.jinja": WebhooksModuleView,
    }
)
"""The view that each template is rendered with."""

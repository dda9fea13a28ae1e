"""Plans the generated client: which files there are, and what each will say."""

from __future__ import annotations

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.naming.table import NameTable
from sdksmith.python.blueprint import blueprint
from sdksmith.python.files.client import plan_client
from sdksmith.python.files.errors import plan_errors
from sdksmith.python.files.package import plan_package
from sdksmith.python.files.pages import plan_pages
from sdksmith.python.files.project import plan_project
from sdksmith.python.files.project_tests import plan_project_tests
from sdksmith.python.files.resources import plan_resources
from sdksmith.python.files.testing import plan_testing
from sdksmith.python.files.types import plan_types
from sdksmith.python.files.webhooks import plan_webhooks
from sdksmith.python.plan import Plan, PlanOptions


def plan(
    api: Api, names: NameTable, options: PlanOptions, diagnostics: Diagnostics
) -> Plan:
    """The files of a client for this API."""
    drawn = blueprint(api, names, options.spec_name, diagnostics)
    files = [
        *plan_package(drawn),
        *plan_client(drawn),
        *plan_errors(drawn),
        *plan_pages(drawn),
        *plan_types(drawn),
        *plan_resources(drawn),
        *plan_testing(drawn, options.canonical),
        *plan_webhooks(drawn),
        *(plan_project(drawn) if options.project else ()),
        *(plan_project_tests(drawn) if options.project else ()),
    ]
    return Plan(names.client.package, tuple(sorted(files, key=lambda file: file.path)))

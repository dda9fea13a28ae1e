"""The template contract: templates place, and name only what the views have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.render.contract_walk import Place, Walk
from sdksmith.render.templates import BUILTIN_PREFIX, TemplateSet

MAX_LINES = 120


@dataclass(frozen=True, slots=True)
class Contract:
    """Which view each template gets."""

    views: Mapping[str, type]


def check_contract(
    templates: TemplateSet, contract: Contract, diagnostics: Diagnostics
) -> None:
    """Report every fault of the templates, built in or forked, as an error."""
    environment = templates.environment()
    report = Report(templates, diagnostics)
    trees = _parse_all(templates, environment, report)
    walk = Walk(trees, report.fault)
    for name, view in sorted(contract.views.items()):
        if name in trees:
            walk.template(name, {"view": view})
        else:
            report.fault(
                Code.TEMPLATE_MISSING, Place(name, 1), f"there is no template `{name}`"
            )
    reached = walk.reached | {n.removeprefix(BUILTIN_PREFIX) for n in walk.reached}
    for name in templates.fork_names():
        if name not in reached and name in trees:
            diagnostics.warn(
                Code.TEMPLATE_UNUSED,
                f"no built-in template is called `{name}` and none includes it,"
                " so it changes nothing",
                at=Origin(report.shown(name)),
                line=1,
            )


@dataclass(frozen=True, slots=True)
class Report:
    """Turns the faults of templates into diagnostics."""

    templates: TemplateSet
    diagnostics: Diagnostics

    def shown(self, name: str) -> str:
        """The file a template name stands for, as the user knows it."""
        path = self.templates.path(name)
        fork = self.templates.fork
        if fork and path.is_relative_to(fork):
            return (fork.name / path.relative_to(fork)).as_posix()
        return name

    def fault(self, code: Code, place: Place, message: str) -> None:
        """Report one fault at its line."""
        self.diagnostics.error(
            code, message, at=Origin(self.shown(place.template)), line=place.line
        )


def _parse_all(
    templates: TemplateSet, environment: Environment, report: Report
) -> Mapping[str, nodes.Template]:
    trees: dict[str, nodes.Template] = {}
    by_path: dict[Path, nodes.Template] = {}
    for name in _all_names(templates):
        path = templates.path(name)
        if path not in by_path:
            by_path[path] = _parse(name, templates.source(name), environment, report)
        trees[name] = by_path[path]
    return trees


def _all_names(templates: TemplateSet) -> list[str]:
    builtin = templates.builtin_names()
    prefixed = [BUILTIN_PREFIX + name for name in builtin]
    return [*sorted({*builtin, *templates.fork_names()}), *prefixed]


def _parse(
    name: str, source: str, environment: Environment, report: Report
) -> nodes.Template:
    lines = source.count("\n")
    if lines > MAX_LINES:
        message = f"{lines} lines; a template may have {MAX_LINES}"
        report.fault(Code.TEMPLATE_TOO_LONG, Place(name, MAX_LINES), message)
    try:
        return environment.parse(source)
    except TemplateSyntaxError as error:
        message = error.message or "this is not a template"
        report.fault(Code.TEMPLATE_SYNTAX, Place(name, error.lineno), message)
        return nodes.Template([])

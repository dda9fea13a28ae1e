"""Fills the templates in: a plan goes in, the text of every file comes out."""

from __future__ import annotations

import hashlib
from functools import cache

from jinja2 import UndefinedError

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.python.plan import Plan, PlannedFile
from sdksmith.render.files import RenderedFile
from sdksmith.render.templates import RUNTIME, TemplateSet


def render(
    plan: Plan, templates: TemplateSet, diagnostics: Diagnostics
) -> tuple[RenderedFile, ...]:
    """Every file of the client as it is before formatting, sorted by path.

    A template that fails in spite of the contract check is an error, and its file is
    left out.
    """
    environment = templates.environment()

    @cache
    def fingerprint(name: str) -> str:
        return templates.fingerprint(name, environment)

    def fill(planned: PlannedFile) -> RenderedFile | None:
        try:
            text = environment.get_template(planned.template).render(view=planned.view)
        except UndefinedError as error:
            at = Origin(planned.template)
            diagnostics.error(Code.TEMPLATE_UNKNOWN_FIELD, str(error.message), at=at)
            return None
        return RenderedFile(
            planned.path,
            text,
            planned.template,
            fingerprint(planned.template),
            planned.owned,
        )

    filled = [file for planned in plan.files if (file := fill(planned))]
    return tuple(
        sorted([*filled, *_copied(plan, templates)], key=lambda file: file.path)
    )


def _copied(plan: Plan, templates: TemplateSet) -> list[RenderedFile]:
    files = []
    for name in templates.runtime_names():
        text = templates.source(name)
        path = f"{plan.runtime_folder}/{name.removeprefix(RUNTIME)}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        files.append(RenderedFile(path, text, name, digest))
    return files

"""The template contract, over small template folders with views of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.render.contract import Contract, check_contract
from sdksmith.render.templates import TemplateSet


@dataclass(frozen=True)
class FieldView:
    name: str
    annotation: str
    docstring: str | None
    is_last: bool


@dataclass(frozen=True)
class ModelView:
    name: str
    fields: tuple[FieldView, ...]


CONTRACT = Contract({"model.py.jinja": ModelView})
GOOD = """\
{% from "field.py.jinja" import field_line %}
class {{ view.name }}:
{% block fields %}
{% for field in view.fields %}
    {{ field_line(field) }}
{% else %}
    pass
{% endfor %}
{% endblock %}
"""
FIELD = """\
{% macro field_line(field) %}
{{ field.name }}: {{ field.annotation }}
{% endmacro %}
"""


def faults(
    tmp_path: Path, builtin: dict[str, str], fork: dict[str, str] | None = None
) -> list[tuple[str, str, int | None, str]]:
    for folder, files in (("builtin", builtin), ("fork", fork or {})):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    templates = TemplateSet(
        tmp_path / "builtin", tmp_path / "fork" if fork is not None else None
    )
    diagnostics = Diagnostics()
    check_contract(templates, CONTRACT, diagnostics)
    return [
        (d.code.value, d.origin.file if d.origin else "", d.line, d.message)
        for d in diagnostics.items
    ]


def model(body: str) -> dict[str, str]:
    return {"model.py.jinja": body}


def test_a_template_that_only_places_has_no_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, {"model.py.jinja": GOOD, "field.py.jinja": FIELD})

    assert found == []


def test_a_misspelt_field_is_named_with_template_line_and_view(tmp_path: Path) -> None:
    body = "class {{ view.name }}:\n{% for f in view.fields %}\n{{ f.nmae }}\n{% endfor %}\n"

    found = faults(tmp_path, model(body))

    message = "`FieldView` has no field `nmae`; did you mean `name`?"
    assert found == [("template-unknown-field", "model.py.jinja", 3, message)]


def test_a_fault_inside_a_macro_is_reported_in_the_macros_template(
    tmp_path: Path,
) -> None:
    field = "{% macro field_line(field) %}\n{{ field.text }}\n{% endmacro %}\n"

    found = faults(tmp_path, {"model.py.jinja": GOOD, "field.py.jinja": field})

    message = "`FieldView` has no field `text`"
    assert found == [("template-unknown-field", "field.py.jinja", 2, message)]


def test_a_fork_that_overrides_one_block_is_checked_where_the_block_stands(
    tmp_path: Path,
) -> None:
    fork = '{% extends "builtin/model.py.jinja" %}\n{% block fields %}\n{{ view.nam }}\n{% endblock %}\n'
    body = "class {{ view.name }}:\n{% block fields %}\n    pass\n{% endblock %}\n"

    found = faults(tmp_path, model(body), model(fork))

    message = "`ModelView` has no field `nam`; did you mean `name`?"
    assert found == [("template-unknown-field", "fork/model.py.jinja", 3, message)]


def test_a_fork_that_overrides_a_block_that_does_not_exist_is_told(
    tmp_path: Path,
) -> None:
    fork = '{% extends "builtin/model.py.jinja" %}\n{% block field %}x{% endblock %}\n'
    body = "{% block fields %}{% endblock %}\n"

    found = faults(tmp_path, model(body), model(fork))

    message = "`builtin/model.py.jinja` has no block `field`; it has `fields`"
    assert found == [("template-unknown-block", "fork/model.py.jinja", 2, message)]


def test_a_fork_that_extends_itself_is_told_to_write_builtin(tmp_path: Path) -> None:
    fork = '{% extends "model.py.jinja" %}\n'

    found = faults(tmp_path, model("x\n"), model(fork))

    message = '`model.py.jinja` extends itself; write "builtin/model.py.jinja"'
    assert found == [("template-forbidden", "fork/model.py.jinja", 1, message)]


def test_a_fork_template_that_nothing_uses_is_a_warning(tmp_path: Path) -> None:
    found = faults(tmp_path, model("x\n"), {"modle.py.jinja": "x\n"})

    assert [(code, file) for code, file, _, _ in found] == [
        ("template-unused", "fork/modle.py.jinja")
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{% set x = 1 %}", Code.TEMPLATE_FORBIDDEN),
        ("{{ view.name ~ 'x' }}", Code.TEMPLATE_FORBIDDEN),
        ("{{ view.name + 'x' }}", Code.TEMPLATE_FORBIDDEN),
        ("{{ view.name.upper() }}", Code.TEMPLATE_UNKNOWN_FIELD),
        ("{{ view.name | upper }}", Code.TEMPLATE_FORBIDDEN),
        ("{% if view.name == 'a' %}{% endif %}", Code.TEMPLATE_FORBIDDEN),
        ("{% if view.name and view.name %}{% endif %}", Code.TEMPLATE_FORBIDDEN),
        ("{% if view.name is defined %}{% endif %}", Code.TEMPLATE_FORBIDDEN),
        ("{{ view.fields[0] }}", Code.TEMPLATE_FORBIDDEN),
        ("{{ view.fields }}", Code.TEMPLATE_NOT_TEXT),
        ("{% for x in view.name %}{% endfor %}", Code.TEMPLATE_NOT_TEXT),
        (
            "{% for f in view.fields if f.is_last %}{% endfor %}",
            Code.TEMPLATE_FORBIDDEN,
        ),
        ("{% include 'absent.jinja' %}", Code.TEMPLATE_MISSING),
        ("{{ other.name }}", Code.TEMPLATE_UNKNOWN_FIELD),
        ("{% if view.name %}", Code.TEMPLATE_SYNTAX),
        ("\n" * 121, Code.TEMPLATE_TOO_LONG),
        (
            "{% if view.name %}" * 3 + "x" + "{% endif %}" * 3,
            Code.TEMPLATE_FORBIDDEN,
        ),
    ],
)
def test_what_belongs_in_python_is_refused(
    tmp_path: Path, body: str, code: Code
) -> None:
    found = faults(tmp_path, model(body))

    assert [fault[0] for fault in found] == [code.value]

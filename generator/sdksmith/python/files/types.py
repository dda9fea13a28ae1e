"""Plans `types/`: the declarations of schemas, module by module."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.declarations import Declarations, declared_names
from sdksmith.python.files.packages import lazy_package
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.modules import SHARED, UNUSED
from sdksmith.python.plan import PlannedFile
from sdksmith.python.reach import WEBHOOKS
from sdksmith.python.views.types import TypesModuleView

_DOCS = {
    SHARED: "Types that several resources use.",
    UNUSED: "Types that the document declares and no operation mentions.",
    WEBHOOKS: "Types of the requests that the API sends.",
}


def plan_types(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The modules of declarations, and the package that names them all."""
    folder = f"{blueprint.names.client.package}/types"
    exports: dict[str, list[str]] = {}
    for module, schemas in blueprint.modules.contents.items():
        names = [
            name for schema in schemas for name in declared_names(blueprint, schema)
        ]
        scope = Scope(f".types.{module}", frozenset(names))
        declarations = Declarations(blueprint, Annotations(blueprint), scope)
        views = tuple(view for schema in schemas for view in declarations.of(schema))
        doc = _DOCS.get(module, f"Types of `{module}`.")
        view = TypesModuleView(header(blueprint, scope, doc), views)
        yield PlannedFile(
            f"{folder}/{module}.py", "package/types/module.py.jinja", view
        )
        exports[f".{module}"] = names
    doc = "The types of the API, each imported when it is first used."
    yield PlannedFile(
        f"{folder}/__init__.py",
        "package/types/__init__.py.jinja",
        lazy_package(blueprint, ".types", doc, exports),
    )

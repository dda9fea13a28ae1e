"""Whole plans: each file parses, names what it imports, and holds text as text."""

from __future__ import annotations

import ast
from dataclasses import replace

import apis
import pytest

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.operations import (
    Content,
    Encoding,
    Parameter,
    Place,
    RequestBody,
    Style,
)
from sdksmith.ir.schemas import Direction, Doc, Field, Presence
from sdksmith.ir.types import Const, Json, Nullable
from sdksmith.python.plan import PlanOptions
from sdksmith.python.planning import plan
from sdksmith.python.views import TEMPLATES
from sdksmith.render.contract import Contract, check_contract
from sdksmith.render.render import render
from sdksmith.render.templates import TemplateSet, builtin_folder

HOSTILE = '"""\nraise SystemExit(1)  # {{ 7*7 }} \\N{BULLET} \\'
TEMPLATE_SET = TemplateSet(builtin_folder())


def rendered(api: Api) -> dict[str, str]:
    diagnostics = Diagnostics()
    planned = plan(api, apis.named(api), PlanOptions("spec.yaml"), diagnostics)
    files = render(planned, TEMPLATE_SET, diagnostics)
    assert diagnostics.items == []
    return {
        file.path.removeprefix("test_sdk/"): file.text
        for file in files
        if "/_runtime/" not in file.path
    }


def posting(of: apis.Type, *, required: bool = True) -> apis.Operation:
    content = Content("application/json", Encoding.JSON, of)
    operation = apis.getting("/pets", apis.ref("Pet"))
    return replace(
        operation,
        id=apis.OperationId("POST /pets"),
        method="POST",
        body=RequestBody((content,), required),
    )


PET = apis.an_object("Pet", name=apis.STRING)


def test_the_built_in_templates_keep_their_contract() -> None:
    diagnostics = Diagnostics()

    check_contract(TEMPLATE_SET, Contract(TEMPLATES), diagnostics)

    assert diagnostics.items == []


def test_a_plan_is_a_plain_value_sorted_by_path() -> None:
    api = apis.an_api(posting(apis.ref("Pet")), schemas=(PET,))

    plans = [
        plan(api, apis.named(api), PlanOptions("s"), Diagnostics()) for _ in range(2)
    ]

    assert plans[0] == plans[1]
    paths = [file.path for file in plans[0].files]
    assert paths == sorted(paths)


def test_without_a_project_there_is_only_the_package() -> None:
    api = apis.an_api(apis.getting("/pets", apis.ref("Pet")), schemas=(PET,))
    options = PlanOptions("s", project=False)

    planned = plan(api, apis.named(api), options, Diagnostics())

    assert all(file.path.startswith("test_sdk/") for file in planned.files)


def test_the_members_of_a_body_are_keywords() -> None:
    api = apis.an_api(posting(apis.ref("Pet")), schemas=(PET,))

    text = rendered(api)["resources/pets.py"]

    assert "def create(self, *, name: str, options:" in text
    assert 'CREATE.call(json={ "name": name })' in text


def test_an_optional_body_that_is_no_object_is_one_argument() -> None:
    body = apis.ListOf(apis.STRING)
    api = apis.an_api(posting(body, required=False), schemas=(PET,))

    text = rendered(api)["resources/pets.py"]

    assert "body: Sequence[str] | Omit = omit" in text
    assert "CREATE.call(json=body)" in text


def test_inputs_leave_out_what_only_answers_hold_and_the_other_way_round() -> None:
    fields = (
        Field("id", apis.STRING, Presence.REQUIRED, Direction.RESPONSE_ONLY),
        Field("secret", apis.STRING, Presence.REQUIRED, Direction.REQUEST_ONLY),
        Field("name", apis.STRING, Presence.REQUIRED),
    )
    pet = replace(PET, fields=fields)
    api = apis.an_api(posting(apis.list_of("Pet")), schemas=(pet,))

    files = rendered(api)

    classes = {
        node.name: [ast.unparse(each.target) for each in node.body if _is_field(each)]
        for node in ast.parse(files["types/pets.py"]).body
        if isinstance(node, ast.ClassDef)
    }
    assert classes == {"Pet": ["id", "name"], "PetDict": ["secret", "name"]}
    assert "body: Sequence[PetDict]" in files["resources/pets.py"]


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign)


def test_a_constant_fills_itself_in_and_an_optional_one_does_not() -> None:
    fields = (
        Field("kind", Const(Json.of("pet")), Presence.REQUIRED),
        Field("more", Const(Json.of("x")), Presence.OPTIONAL),
        Field("none", Nullable(apis.STRING), Presence.REQUIRED),
    )
    api = apis.an_api(
        apis.getting("/pets", apis.ref("Pet")), schemas=(replace(PET, fields=fields),)
    )

    text = rendered(api)["types/pets.py"]

    assert 'kind: Literal["pet"] = "pet"\n' in text
    assert 'more: OrAbsent[Literal["x"]] = None\n' in text
    assert "none: str | None\n" in text


@pytest.mark.parametrize("wire_name", ["class", "a-b", "__x", "größe"])
def test_a_typed_dictionary_can_have_any_key(wire_name: str) -> None:
    pet = replace(PET, fields=(Field(wire_name, apis.STRING, Presence.REQUIRED),))
    api = apis.an_api(posting(apis.list_of("Pet")), schemas=(pet,))

    text = rendered(api)["types/pets.py"]

    assert "PetDict = TypedDict(" in text
    assert f"'{wire_name}'" in text.replace('"', "'")


def hostile_api() -> Api:
    doc = Doc(HOSTILE, HOSTILE)
    parameter = Parameter(
        HOSTILE,
        Place.QUERY,
        apis.STRING,
        required=False,
        style=Style.FORM,
        explode=True,
        doc=doc,
    )
    operation = replace(
        apis.getting("/pets", apis.ref("Pet"), doc), parameters=(parameter,)
    )
    pet = replace(
        PET, fields=(Field(HOSTILE, apis.STRING, Presence.REQUIRED, doc=doc),), doc=doc
    )
    api = apis.an_api(operation, posting(apis.list_of("Pet")), schemas=(pet,))
    return replace(api, title=HOSTILE, version=HOSTILE, doc=doc)


def test_text_of_the_document_is_never_code() -> None:
    files = rendered(hostile_api())

    for path, text in files.items():
        if path.endswith(".py"):
            for node in ast.walk(ast.parse(text)):
                assert not isinstance(node, ast.Raise), path
                assert not (isinstance(node, ast.Name) and node.id == "SystemExit")


def test_text_of_the_document_is_kept_letter_by_letter() -> None:
    text = rendered(hostile_api())["resources/pets.py"]

    constants = {
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
    }
    assert HOSTILE in constants


def test_a_method_called_list_does_not_hide_the_builtin() -> None:
    api = apis.an_api(
        apis.getting("/pets", apis.list_of("Pet")),
        apis.getting("/pets/all/names", apis.list_of("Pet")),
        schemas=(PET,),
    )

    text = rendered(api)["resources/pets.py"]

    assert (
        "def list(self, *, options: RequestOptions | None = None) -> builtins.list[Pet]"
        in text
    )
    assert "Operation[list[Pet]" in text


def test_a_path_with_line_ends_stays_on_its_line_of_the_readme() -> None:
    api = apis.an_api(
        apis.getting("/pets\r\n# Hidden", apis.ref("Pet")), schemas=(PET,)
    )

    text = rendered(api)["README.md"]

    assert "\r" not in text
    assert "\n# Hidden" not in text

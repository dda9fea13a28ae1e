"""Overlays change the document action by action, and each change knows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.position import position_of
from sdksmith.diagnostics.stop import WRONG_USE, Stop
from sdksmith.document import BundledDocument, read_document

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /pets:
    get: {operationId: list, tags: [pets], responses: {}}
  /toys:
    get: {operationId: toys, responses: {}}
"""
HEAD = "overlay: 1.0.0\ninfo: {title: fixes, version: 1.0.0}\nactions:\n"


def overlaid(
    folder: Path, *overlays: str, spec: str = SPEC, head: str = HEAD
) -> tuple[BundledDocument, list[tuple[str, str, int]]]:
    """The document, and what was said: code, file and line."""
    (folder / "spec.yaml").write_text(spec, encoding="utf-8")
    names = []
    for number, text in enumerate(overlays, start=1):
        names.append(f"o{number}.yaml")
        (folder / names[-1]).write_text(head + text, encoding="utf-8")
    diagnostics = Diagnostics()
    document = read_document(
        "spec.yaml", overlays=names, base=folder, diagnostics=diagnostics
    )
    said = []
    for item in diagnostics.items:
        position = position_of(item, document.locate)
        file = item.origin.file if item.origin else ""
        said.append((item.code.value, file, position.line if position else 0))
    return document, said


def test_objects_merge_lists_grow_and_single_values_are_replaced(
    tmp_path: Path,
) -> None:
    document, said = overlaid(
        tmp_path,
        "- target: $.paths['/pets'].get\n"
        "  update: {operationId: all, tags: [more], x-a: {b: 1}}\n"
        "- {target: $.tags, update: {name: d}}\n"
        "- {target: $.tags, update: [{name: e}, {name: f}]}\n"
        "- {target: $, update: {info: {title: Cats}, paths: null, servers: []}}\n",
    )

    assert said == []
    assert document.root["paths"]["/pets"]["get"] == {
        "operationId": "all",
        "tags": ["pets", "more"],
        "responses": {},
        "x-a": {"b": 1},
    }
    assert [tag["name"] for tag in document.root["tags"]] == list("abcdef")
    assert document.root["info"] == {"title": "Cats", "version": "1"}
    assert list(document.root["paths"]) == ["/pets", "/toys"]


def test_actions_and_overlays_see_what_those_before_them_left(tmp_path: Path) -> None:
    document, said = overlaid(
        tmp_path,
        "- {target: '$.paths.*', remove: true}\n"
        "- {target: $.paths, update: {/cats: {summary: first}}}\n",
        "- {target: '$.paths[\"/cats\"]', update: {summary: second}}\n"
        "- {target: '$.paths[\"/pets\"]', update: {summary: late}}\n",
    )

    assert document.root["paths"] == {"/cats": {"summary": "second"}}
    assert said == [("overlay-matches-nothing", "o2.yaml", 5)]


def test_every_part_knows_which_file_it_came_from(tmp_path: Path) -> None:
    document, said = overlaid(
        tmp_path,
        "- {target: '$.tags[?@.name == \"a\"]', remove: true}\n"
        "- {target: '$.tags[0]', update: {description: d}}\n"
        "- target: $.tags\n"
        "  update: {name: z}\n",
    )
    origins = {
        pointer: document.origin(pointer)
        for pointer in (
            "/tags/0/name",
            "/tags/0/description",
            "/tags/1/name",
            "/tags/2/name",
        )
    }

    assert said == []
    assert document.root["tags"][0] == {"name": "b", "description": "d"}
    assert origins == {
        "/tags/0/name": Origin("spec.yaml", "/tags/1/name"),
        "/tags/0/description": Origin("o1.yaml", "/actions/1/update/description"),
        "/tags/1/name": Origin("spec.yaml", "/tags/2/name"),
        "/tags/2/name": Origin("o1.yaml", "/actions/2/update/name"),
    }
    position = document.locate(origins["/tags/2/name"])
    assert position
    assert (position.line, position.column) == (7, 12)


def test_aliases_of_yaml_are_changed_at_one_place_only(tmp_path: Path) -> None:
    document, _ = overlaid(
        tmp_path,
        "- {target: $.x-one, update: {b: 2}}\n",
        spec=SPEC + "x-one: &one {a: 1}\nx-two: *one\n",
    )

    assert (document.root["x-one"], document.root["x-two"]) == (
        {"a": 1, "b": 2},
        {"a": 1},
    )


def test_version_1_1_copies_and_changes_single_values(tmp_path: Path) -> None:
    document, said = overlaid(
        tmp_path,
        "- {target: $.info.title, update: Cats}\n"
        "- {target: '$.paths[\"/toys\"]', copy: '$.paths[\"/pets\"]'}\n"
        "- {target: '$.paths[\"/pets\"]', remove: true}\n"
        "- {target: '$.paths.*.get.tags[?@ == \"pets\"]', update: cats}\n",
        head=HEAD.replace("overlay: 1.0.0", "overlay: 1.1.0"),
    )

    assert said == []
    assert document.root["info"]["title"] == "Cats"
    assert document.root["paths"] == {
        "/toys": {"get": {"operationId": "list", "responses": {}, "tags": ["cats"]}}
    }
    assert document.origin("/paths/~1toys/get/tags").file == "o1.yaml"


def test_the_traits_example_of_the_specification_works(tmp_path: Path) -> None:
    target = "$.paths[?(@.get['x-traits'][?(@ == 'paged')])].get"
    document, said = overlaid(
        tmp_path,
        f'- {{target: "{target}", update: {{parameters: [{{name: top, in: query}}]}}}}\n',
        spec=SPEC.replace("operationId: list", "operationId: list, x-traits: [paged]"),
    )

    assert said == []
    paths = document.root["paths"]
    assert paths["/pets"]["get"]["parameters"] == [{"name": "top", "in": "query"}]
    assert "parameters" not in paths["/toys"]["get"]


@pytest.mark.parametrize(
    ("actions", "code", "line"),
    [
        ("- {target: '$.paths[', update: {}}\n", Code.OVERLAY_BAD_TARGET, 4),
        ("- {target: '', update: {}}\n", Code.OVERLAY_BAD_TARGET, 4),
        ("- {target: $.paths./pets, update: {}}\n", Code.OVERLAY_BAD_TARGET, 4),
        (f"- {{target: '$[?{'(' * 5000}', remove: true}}", Code.OVERLAY_BAD_TARGET, 4),
        ("- {target: $, remove: true}\n", Code.OVERLAY_BAD_TARGET, 4),
        ("- {target: $.info, copy: '$.tags[*]'}\n", Code.OVERLAY_BAD_TARGET, 4),
        ("- {target: $.info, copy: 'tags'}\n", Code.OVERLAY_BAD_TARGET, 4),
        ("- target: $.info\n  update: [1]\n", Code.OVERLAY_BAD_UPDATE, 5),
        ("- target: $.info.title\n  update: x\n", Code.OVERLAY_BAD_UPDATE, 5),
        ("- target: $.info\n", Code.OVERLAY_INVALID, 4),
        ("- {target: $.info, remove: 1}\n", Code.OVERLAY_INVALID, 4),
        ("- {target: $.info, copy: 1}\n", Code.OVERLAY_INVALID, 4),
        ("- {target: $.info, update: {}, copy: $}\n", Code.OVERLAY_INVALID, 4),
        ("- {target: 1, update: {}}\n", Code.OVERLAY_INVALID, 4),
        ("- 1\n", Code.OVERLAY_INVALID, 4),
        ("  {}\n", Code.OVERLAY_INVALID, 3),
        ("  []\n", Code.OVERLAY_INVALID, 3),
        ("- {target: $.info, update: {}, updates: 1}\n", Code.OVERLAY_INVALID, 4),
        ("- }\n", Code.NOT_YAML, 4),
    ],
)
def test_what_is_wrong_in_an_overlay_is_told_with_its_line(
    tmp_path: Path, actions: str, code: Code, line: int
) -> None:
    _, said = overlaid(tmp_path, actions)

    assert said == [(code.value, "o1.yaml", line)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("actions: []\n", 1),
        ("overlay: 2.0.0\n", 1),
        ("info: {}\noverlay: 1\n", 2),
        ("- 1\n", 1),
    ],
)
def test_what_is_no_overlay_is_told(tmp_path: Path, text: str, line: int) -> None:
    _, said = overlaid(tmp_path, text, head="")

    assert said == [("overlay-invalid", "o1.yaml", line)]


def test_version_1_1_replaces_like_with_like_alone(tmp_path: Path) -> None:
    actions = "- {target: $.info, update: {title: [Cats]}}\n"
    head = HEAD.replace("overlay: 1.0.0", "overlay: 1.1.0")
    strict, said = overlaid(tmp_path, actions, head=head)
    lenient, _ = overlaid(tmp_path, actions)

    assert said == [("overlay-bad-update", "o1.yaml", 4)]
    assert strict.root["info"]["title"] == "Pets"
    assert lenient.root["info"]["title"] == ["Cats"]


def test_overlays_cannot_blow_a_document_up(tmp_path: Path) -> None:
    double = "- {target: $.x, copy: $}\n" * 40
    head = HEAD.replace("overlay: 1.0.0", "overlay: 1.1.0")
    _, said = overlaid(tmp_path, double, head=head, spec=SPEC + "x: {}\n")

    assert {code for code, _, _ in said} <= {"overlay-bad-update", "nesting-too-deep"}
    assert said


def test_an_overlay_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC)
    with pytest.raises(Stop) as caught:
        read_document(
            "spec.yaml",
            overlays=["gone.yaml"],
            base=tmp_path,
            diagnostics=Diagnostics(),
        )

    assert caught.value.exit_code == WRONG_USE
    assert [item.code for item in caught.value.diagnostics] == [Code.FILE_NOT_FOUND]


@pytest.mark.parametrize(
    ("extends", "expected"),
    [
        ("spec.yaml", []),
        ("./spec.yaml", []),
        ("https://example.test/a.yaml", []),
        ("other.yaml", [("overlay-extends-another", "o1.yaml", 3)]),
    ],
)
def test_an_overlay_for_another_document_is_noted(
    tmp_path: Path, extends: str, expected: list[tuple[str, str, int]]
) -> None:
    head = HEAD.replace("actions:", f"extends: {extends}\nactions:")

    assert overlaid(tmp_path, "- {target: $, update: {}}\n", head=head)[1] == expected


def test_references_that_an_overlay_brings_start_at_the_document(
    tmp_path: Path,
) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "Toy.yaml").write_text("type: object\n")
    document, said = overlaid(
        tmp_path,
        "- target: $\n  update: {components: {schemas: {Toy: {$ref: parts/Toy.yaml},\n"
        "    Gone: {$ref: parts/gone.yaml}}}}\n",
    )

    assert document.root["components"]["schemas"]["Toy"] == {"type": "object"}
    assert document.origin("/components/schemas/Toy/type").file == "parts/Toy.yaml"
    assert said == [("unreadable-ref", "o1.yaml", 6)]


def test_the_hash_of_the_document_is_without_its_overlays(tmp_path: Path) -> None:
    plain, _ = overlaid(tmp_path)
    one, _ = overlaid(tmp_path, "- {target: $.info, update: {a: 1, b: 2}}\n")
    same, _ = overlaid(tmp_path, "# so\n- {update: {b: 2, a: 1}, target: $.info}\n")
    other, _ = overlaid(tmp_path, "- {target: $.info, update: {a: 2}}\n")

    assert plain.content_hash == one.content_hash == other.content_hash
    assert one.overlay_hashes == same.overlay_hashes != other.overlay_hashes
    assert list(one.overlay_hashes) == ["1 o1.yaml"]


SCHEMAS = yaml.safe_load("""
A: {type: object, discriminator: {propertyName: k, mapping: {d: D}}}
B: {allOf: [{$ref: '#/components/schemas/A'}]}
C: {properties: {e: {$ref: '#/components/schemas/E'}}}
D: {type: object}
E: {properties: {c: {$ref: '#/components/schemas/C'}}}
F: {type: object}
""")


def _use(name: str) -> dict[str, object]:
    content = {"a/b": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"get": {"responses": {"200": {"description": "", "content": content}}}}


def test_schemas_that_lose_every_use_are_left_out(tmp_path: Path) -> None:
    paths = {f"/{name}": _use(name) for name in "ABCD"}
    tree = {"openapi": "3.1.0", "paths": paths, "components": {"schemas": SCHEMAS}}
    actions = "".join(
        f"- {{target: '$.paths[\"/{n}\"]', remove: true}}\n" for n in "BCD"
    )
    document, said = overlaid(tmp_path, actions, spec=yaml.safe_dump(tree))

    assert {code for code, _, _ in said} == {"overlay-leaves-unused"}
    assert list(document.root["components"]["schemas"]) == ["A", "B", "D", "F"]


def test_what_is_known_by_an_anchor_is_kept(tmp_path: Path) -> None:
    schemas = {"A": {"$anchor": "a"}, "B": {"items": {"$ref": "#a"}}, "C": {}}
    paths = {f"/{name}": _use(name) for name in "ABC"}
    tree = {"openapi": "3.1.0", "paths": paths, "components": {"schemas": schemas}}
    actions = "".join(
        f"- {{target: '$.paths[\"/{n}\"]', remove: true}}\n" for n in "AC"
    )
    document, said = overlaid(tmp_path, actions, spec=yaml.safe_dump(tree))

    assert said == []
    assert list(document.root["components"]["schemas"]) == ["A", "B", "C"]

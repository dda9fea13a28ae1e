"""Drift has a cause, and the report says which."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from sdksmith.compare.changes import ChangeKind, FileChange
from sdksmith.compare.report import Cause, CauseKind, DriftReport, Recipe, find_causes
from sdksmith.compare.show import as_github, as_json, as_text

OLD = Recipe(
    inputs={"sdksmith": "1.0", "formatter": "black 26", "spec": "aa"},
    options={"unwrap": "true"},
    templates={"package/_client.py.jinja": "aa"},
    api={"schema Pet": "object", "member Pet.id": "string, required"},
)
CHANGED = (FileChange("p/a.py", ChangeKind.CHANGED, "1", "2"),)


def with_input(key: str, value: str) -> Recipe:
    return replace(OLD, inputs={**OLD.inputs, key: value})


NEW_SPEC = replace(
    with_input("spec", "bb"), api={**OLD.api, "member Pet.bone": "Bone, optional"}
)


@pytest.mark.parametrize(
    ("new", "cause"),
    [
        (NEW_SPEC, Cause(CauseKind.SPEC, "the spec changed", ("Pet.bone added",))),
        (
            with_input("spec", "bb"),
            Cause(
                CauseKind.SPEC,
                "the spec changed",
                ("only what it says in words: descriptions, examples",),
            ),
        ),
        (
            replace(OLD, overlays={"1 a.yaml": "aa"}, api=NEW_SPEC.api),
            Cause(
                CauseKind.OVERLAY,
                "an overlay changed",
                ("`a.yaml` is applied too", "Pet.bone added"),
            ),
        ),
        (
            replace(OLD, options={"unwrap": "false"}),
            Cause(
                CauseKind.OPTION,
                "an option changed",
                ("`unwrap` changed from `true` to `false`",),
            ),
        ),
        (
            replace(OLD, templates={"package/_client.py.jinja": "bb"}),
            Cause(
                CauseKind.TEMPLATE,
                "a template changed",
                ("package/_client.py.jinja",),
            ),
        ),
        (
            with_input("sdksmith", "2.0"),
            Cause(CauseKind.SDKSMITH, "sdksmith changed from 1.0 to 2.0"),
        ),
        (
            with_input("formatter", "black 27"),
            Cause(CauseKind.FORMATTER, "formatter changed from black 26 to black 27"),
        ),
        (OLD, Cause(CauseKind.SDKSMITH, "sdksmith 1.0 itself gives other code")),
    ],
)
def test_what_moved_is_the_cause(new: Recipe, cause: Cause) -> None:
    found = find_causes(OLD, new, CHANGED, rerendered=True, moved=True)

    assert found == ((cause,), ())


def test_what_moved_without_effect_is_a_note() -> None:
    found = find_causes(
        OLD, with_input("sdksmith", "2.0"), (), rerendered=False, moved=False
    )

    note = "sdksmith changed from 1.0 to 2.0; the client stays as it is"
    assert found == ((), (note,))


def test_a_hand_edit_is_a_cause_of_its_own() -> None:
    edited = (FileChange("p/a.py", ChangeKind.EDITED, "1", "2"),)
    causes, _ = find_causes(OLD, OLD, edited, rerendered=False, moved=False)

    assert causes == (
        Cause(
            CauseKind.HAND_EDIT,
            "generated files were touched by hand",
            ("p/a.py was edited",),
        ),
    )


def test_a_file_that_a_person_keeps_back_is_no_change_of_sdksmith() -> None:
    edited = (FileChange("p/a.py", ChangeKind.EDITED, "1", None),)
    causes, _ = find_causes(OLD, OLD, edited, rerendered=True, moved=True)

    assert [cause.kind for cause in causes] == [CauseKind.HAND_EDIT]


def test_a_client_that_is_not_there_was_never_generated() -> None:
    causes, _ = find_causes(None, OLD, CHANGED, rerendered=True, moved=True)

    assert [cause.kind for cause in causes] == [CauseKind.NEVER_GENERATED]


CLEAN = DriftReport("pets", "generated/pets")
DRIFT = DriftReport(
    "pets",
    "generated/pets",
    (*CHANGED, FileChange("p/b.py", ChangeKind.EDITED, "1\n", "2\n")),
    (
        Cause(CauseKind.SPEC, "the spec changed", ("Pet.bone added",)),
        Cause(CauseKind.HAND_EDIT, "touched", ("p/b.py was edited",)),
    ),
)


def test_a_clean_client_says_only_that() -> None:
    text = as_text(CLEAN, command="sdksmith generate")

    assert text == "pets: generated/pets is up to date"


def test_drift_is_told_with_files_causes_and_the_command_that_mends_it() -> None:
    text = as_text(DRIFT, command="sdksmith generate")

    assert text == (
        "pets: generated/pets is not up to date (2 files)\n"
        "  changed    p/a.py\n"
        "  edited     p/b.py\n"
        "\n"
        "  spec: the spec changed\n"
        "    Pet.bone added\n"
        "\n"
        "  hand edit: touched\n"
        "    p/b.py was edited\n"
        "\n"
        "To mend it: sdksmith generate\n"
        "That stops at files edited by hand; to drop the edits:"
        " sdksmith generate --overwrite-edits"
    )


def test_a_diff_is_shown_when_asked_for() -> None:
    assert "\n-1\n+2\n" in as_text(DRIFT, command="x", diff=True)


def test_json_has_all_clients() -> None:
    tree = json.loads(as_json([CLEAN, DRIFT], command="sdksmith generate"))

    assert tree["up_to_date"] is False
    assert tree["command"] == "sdksmith generate"
    assert [client["up_to_date"] for client in tree["clients"]] == [True, False]
    assert tree["clients"][1]["changes"][0] == {"path": "p/a.py", "kind": "changed"}
    assert tree["clients"][1]["causes"][0]["details"] == ["Pet.bone added"]


def test_github_gets_an_annotation_for_each_file() -> None:
    first, second = as_github(DRIFT, command="sdksmith generate").splitlines()

    assert first.startswith(
        "::error file=generated/pets/p/a.py,title=sdksmith: changed::"
    )
    assert "Pet.bone added" in first
    assert first.endswith("%0ATo mend it: sdksmith generate")
    assert "p/b.py" in second


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            {"1 a": "x", "2 b": "y"},
            {"1 b": "y", "2 a": "x"},
            ("their order is `b`, `a`",),
        ),
        (
            {"1 a": "x", "2 b": "y"},
            {"1 b": "z", "2 c": "x"},
            ("`a` is no longer applied", "`b` changed", "`c` is applied too"),
        ),
        ({"1 a": "x"}, {"1 a": "x", "2 a": "x"}, ("`a` changed",)),
        ({"1 a": "x"}, {"1 a": "x"}, None),
    ],
)
def test_what_became_of_each_overlay_is_told(
    old: dict[str, str], new: dict[str, str], expected: tuple[str, ...] | None
) -> None:
    causes, _ = find_causes(
        replace(OLD, overlays=old),
        replace(NEW_SPEC, overlays=new),
        CHANGED,
        rerendered=True,
        moved=True,
    )
    found = {cause.kind: cause.details for cause in causes}

    assert found.get(CauseKind.OVERLAY) == expected

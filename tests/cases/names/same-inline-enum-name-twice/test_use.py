from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import names_same_inline_enum_name_twice as client
from names_same_inline_enum_name_twice import UnknownValue, types
from server import reply
from twins import in_both
from variants import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server import LoopbackServer

DOCUMENT = Path(__file__).with_name("spec.yaml").read_text("utf-8")
ALPHA = "    Alpha: {type: object, properties: {status: {type: string, enum: [ON]}}}\n"


def without_alpha(names: Mapping[str, str]) -> dict[str, str]:
    return {thing: name for thing, name in names.items() if "Alpha" not in thing}


def test_the_enums_are_named_after_their_owners() -> None:
    exported = {name for name in dir(types) if "Status" in name}

    assert exported == {"CheckoutRecordStatus", "TaskStatus"}
    assert get_args(get_args(types.TaskStatus)[0]) == ("RUNNING", "FAILED")


def test_swapping_the_components_changes_no_name(tmp_path: Path) -> None:
    *head, first, second = DOCUMENT.splitlines(keepends=True)

    swapped = names_of("".join([*head, second, first]), tmp_path)

    assert swapped == names_of(DOCUMENT, tmp_path)


def test_a_third_enum_called_status_changes_no_name(tmp_path: Path) -> None:
    *head, first, second = DOCUMENT.splitlines(keepends=True)

    more = names_of("".join([*head, ALPHA, first, second]), tmp_path)

    assert without_alpha(more) == names_of(DOCUMENT, tmp_path)


def test_answers_decode_to_values_of_the_right_enum(server: LoopbackServer) -> None:
    server.on("GET /a", reply({"status": "RESERVED"}))
    server.on("GET /b", reply({"status": "FAILED"}, 200))

    record = in_both(
        client.SameInlineEnumNameTwice(base_url=server.url),
        client.AsyncSameInlineEnumNameTwice(base_url=server.url),
        lambda it: it.a.get(),
    )
    task = in_both(
        client.SameInlineEnumNameTwice(base_url=server.url),
        client.AsyncSameInlineEnumNameTwice(base_url=server.url),
        lambda it: it.b.get(),
    )

    assert (record.status, task.status) == ("RESERVED", "FAILED")
    assert not isinstance(record.status, UnknownValue)
    assert not isinstance(task.status, UnknownValue)


def test_a_value_of_the_other_enum_is_unknown() -> None:
    record = types.CheckoutRecord.from_dict({"status": "FAILED"})

    assert isinstance(record.status, UnknownValue)

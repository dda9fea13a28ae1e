from __future__ import annotations

from pathlib import Path
from typing import get_args

import enums_yaml_typed_values as client
from enums_yaml_typed_values import types
from sockets import Answer, serving
from twins import in_both, sent


def test_the_allowed_values_are_the_strings_that_are_written() -> None:
    [switches, _] = get_args(types.YSw)
    [versions, _] = get_args(types.YVer)

    assert get_args(switches) == ("on", "off", "yes", "no", "y", "n")
    assert get_args(versions) == (
        *("2024-01-01", "1_000", "0o14", "12:30", "010", "null_"),
    )


def test_a_value_that_yaml_reads_as_a_number_is_reported_with_its_line() -> None:
    said = Path(__file__).with_name("diagnostics.txt").read_text("utf-8")

    assert "enum-value-type" in said
    assert "'0o14'" in said


def test_values_are_sent_as_written_and_the_answer_is_found() -> None:
    answer = Answer(200, b'"ok"', {"Content-Type": "application/json"})
    with serving(answer) as server:
        found = in_both(
            client.YamlTypedEnumValues(base_url=server.url),
            client.AsyncYamlTypedEnumValues(base_url=server.url),
            lambda it: it.y.get(sw="on", ver="2024-01-01"),
        )

        assert sent(server).target == "/y?sw=on&ver=2024-01-01"
    assert found == "ok"

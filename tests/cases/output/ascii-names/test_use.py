from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

from case import Case
from output_ascii_names import AsyncWorter, Worter, types
from sockets import Answer, serving
from twins import in_both, sent

CASE = Case(Path(__file__).parent)
BODY = {"名前": "n", "ïs": True, "é": "1", "e": "2", "größe": "klein"}


def test_the_wire_has_the_names_of_the_document() -> None:
    answer = Answer(
        200, json.dumps(BODY).encode(), {"Content-Type": "application/json"}
    )
    with serving(answer) as server:
        found = in_both(
            Worter(base_url=server.url),
            AsyncWorter(base_url=server.url),
            lambda client: client.zhu_wen.bian_geng(
                "7", grosse=3, ming_qian="n", is_=True, grosse_body="klein"
            ),
        )
        seen = sent(server)

    assert unquote(seen.line) == "POST /注文/7?größe=3 HTTP/1.1"
    assert json.loads(seen.body) == {"名前": "n", "ïs": True, "größe": "klein"}
    assert (found.ming_qian, found.is_, found.grosse) == ("n", True, "klein")
    assert found.to_dict() == BODY


def test_every_name_is_ascii() -> None:
    names = {name for name in dir(types) if not name.startswith("_")}

    assert {"Grosse", "AnyModel"} <= names
    assert all(name.isascii() for name in names)
    assert set(types.Grosse.model_fields) == {"ming_qian", "is_", "e", "e_2", "grosse"}


def test_the_option_is_recorded() -> None:
    assert '"ascii_names" = "true"' in CASE.client.files["sdksmith.lock"]


def test_no_file_has_a_name_that_is_not_ascii() -> None:
    assert all(path.isascii() for path in CASE.client.files)

"""The configuration: found, read, and every mistake in it told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdksmith.config.client import ClientConfig
from sdksmith.config.lines import line_of
from sdksmith.config.load import load_config
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics

GOOD = """\
[project]
name = "x"

[tool.sdksmith.clients.pets]
spec = "spec/pets.yaml"
output = "generated/pets"
templates = "templates"
unwrap = false
allow_remote_refs = ["https://schemas.example.com/"]
overlays = ["fixes.yaml", "https://example.com/more.yaml"]
rename = { "GET /pets" = "search" }

[tool.sdksmith.clients.ants]
spec = "https://example.com/a.json"
output = "generated/ants"
"""


def load(folder: Path, text: str, name: str = "pyproject.toml") -> Diagnostics:
    (folder / name).write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    assert load_config(None, folder, diagnostics) == ()
    return diagnostics


def test_every_client_is_read_with_paths_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(GOOD)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    diagnostics = Diagnostics()

    clients = load_config(None, tmp_path / "deep" / "er", diagnostics)

    assert diagnostics.items == []
    assert clients[0].name == "ants"
    assert clients[1] == ClientConfig(
        name="pets",
        spec="spec/pets.yaml",
        output=tmp_path / "generated" / "pets",
        base=tmp_path,
        templates=tmp_path / "templates",
        unwrap=False,
        allow_remote_refs=("https://schemas.example.com/",),
        overlays=("fixes.yaml", "https://example.com/more.yaml"),
        rename={"GET /pets": "search"},
    )


def test_a_client_tells_its_options_and_where_it_goes(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(GOOD)
    _, pets = load_config(None, tmp_path, Diagnostics())

    assert pets.shown_output == "generated/pets"
    assert pets.recorded_options == {
        "unwrap": "false",
        "detect_pagination": "true",
        "nested_arrays": "indices",
        "rename GET /pets": "search",
    }


def test_a_file_of_its_own_has_no_prefix_and_comes_first(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(GOOD)
    (tmp_path / "sdksmith.toml").write_text(
        '[clients.bees]\nspec = "b.json"\noutput = "bees"\n'
    )

    clients = load_config(None, tmp_path, Diagnostics())

    assert [client.name for client in clients] == ["bees"]


def test_a_pyproject_without_clients_does_not_hide_the_one_above(
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").write_text(GOOD)
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text('[project]\nname = "uses sdksmith"\n')

    assert len(load_config(None, inner, Diagnostics())) == 2


def test_without_any_file_there_are_no_clients(tmp_path: Path) -> None:
    diagnostics = Diagnostics()

    assert load_config(None, tmp_path, diagnostics) == ()
    assert diagnostics.items == []


def client(line: str) -> str:
    head = "[tool.sdksmith.clients.pets]\n"
    return f'{head}spec = "pets.yaml"\noutput = "pets"\n{line}\n'


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        (
            client("unwarp = true"),
            Code.CONFIG_UNKNOWN_KEY,
            4,
            "`unwarp` is no setting of a client; did you mean `unwrap`?",
        ),
        (
            client('unwrap = "yes"'),
            Code.CONFIG_BAD_VALUE,
            4,
            "`unwrap` must be true or false",
        ),
        (
            client('allow_remote_refs = ["schemas.example.com"]'),
            Code.CONFIG_BAD_VALUE,
            4,
            "`allow_remote_refs` must be true, false, or a list of http(s) URLs",
        ),
        (
            client('overlays = "a.yaml"'),
            Code.CONFIG_BAD_VALUE,
            4,
            "`overlays` must be a list of paths and URLs",
        ),
        (
            client("overlays = [1]"),
            Code.CONFIG_BAD_VALUE,
            4,
            "`overlays` must be a list of paths and URLs",
        ),
        (
            client('formatter = "blak"'),
            Code.CONFIG_BAD_VALUE,
            4,
            "`formatter` must be black; did you mean `black`?",
        ),
        (
            client('package = "my-pets"'),
            Code.CONFIG_BAD_VALUE,
            4,
            "`package` must be a Python identifier, not `my-pets`",
        ),
        (
            client('client_name = "class"'),
            Code.CONFIG_BAD_VALUE,
            4,
            "`client_name` must be a Python identifier, not `class`",
        ),
        (
            client("rename = { x = 1 }"),
            Code.CONFIG_BAD_VALUE,
            4,
            "`rename` must be a table of pointers or operations, and names",
        ),
        (
            '[tool.sdksmith.clients.pets]\nspec = "p.yaml"\n',
            Code.CONFIG_MISSING_KEY,
            1,
            "the client `pets` has no `output`",
        ),
        (
            "[tool.sdksmith]\n\nclient = 1\n",
            Code.CONFIG_UNKNOWN_KEY,
            3,
            "`client` is no setting; did you mean `clients`?",
        ),
        (
            "[tool.sdksmith]\nclients = 1\n",
            Code.CONFIG_BAD_VALUE,
            2,
            "`clients` must be a table with one table for each client",
        ),
        (
            "[tool.sdksmith.clients]\npets = 1\n",
            Code.CONFIG_BAD_VALUE,
            2,
            "`clients.pets` must be a table with `spec` and `output`",
        ),
    ],
)
def test_a_mistake_is_told_where_it_is(
    tmp_path: Path, text: str, code: Code, line: int, message: str
) -> None:
    (found,) = load(tmp_path, text).items

    assert (found.code, found.line, found.message) == (code, line, message)
    assert found.origin is not None
    assert found.origin.file == "pyproject.toml"


def test_what_is_no_toml_is_told(tmp_path: Path) -> None:
    (found,) = load(tmp_path, "[clients\n", "sdksmith.toml").items

    assert (found.code, found.line) == (Code.CONFIG_NOT_TOML, 1)


def test_a_config_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    diagnostics = Diagnostics()

    assert load_config(Path("no.toml"), tmp_path, diagnostics) == ()
    assert [item.code for item in diagnostics.items] == [Code.CONFIG_NOT_FOUND]


@pytest.mark.parametrize("inner", ["one", "one/two"])
def test_two_clients_cannot_share_a_folder(tmp_path: Path, inner: str) -> None:
    text = (
        '[clients.a]\nspec = "a.yaml"\noutput = "one"\n'
        f'[clients.b]\nspec = "b.yaml"\noutput = "{inner}"\n'
    )
    (tmp_path / "sdksmith.toml").write_text(text)
    diagnostics = Diagnostics()
    load_config(None, tmp_path, diagnostics)

    (found,) = diagnostics.items
    assert (found.code, found.line) == (Code.OUTPUT_SHARED, 6)


def test_a_line_is_found_by_its_path() -> None:
    text = '[a."b.c"] # x\nd.e = 1\n\n[a.x]\n"d" = 2\n'

    assert line_of(text, ["a", "b.c", "d", "e"]) == 2
    assert line_of(text, ["a", "x", "d"]) == 5
    assert line_of(text, ["a", "x", "gone"]) == 4
    assert line_of(text, ["nowhere"]) == 1

from __future__ import annotations

import pytest

from naming.describing import api, names_of
from sdksmith.diagnostics.codes import Code
from sdksmith.naming.namespace import LONGEST_IN_PATH
from sdksmith.naming.rules import NamingRules
from sdksmith.naming.table import ClientNames


@pytest.mark.parametrize(
    ("title", "package", "client"),
    [
        ("NetworkHQ Public API", "networkhq", "NetworkHQ"),
        ("Train Travel API", "train_travel", "TrainTravel"),
        ("OpenAPI Petstore", "petstore", "Petstore"),
        ("Figma API", "figma", "Figma"),
        ("Discord HTTP API (Preview)", "discord", "Discord"),
        ("Twilio - Api", "twilio", "Twilio"),
        ("stable-names-on-insert", "stable_names_on_insert", "StableNamesOnInsert"),
        ("Calendar API", "calendar_api", "Calendar"),
        ("Any", "any", "AnyApi"),
        ("class", "class_api", "Class"),
        ("API", "api_client", "APIClient"),
        ("", "api_client", "APIClient"),
        ("2checkout API v6", "two_checkout", "TwoCheckout"),
        ("Größe", "größe", "Größe"),
        ("Timeout", "timeout", "TimeoutApi"),
        ("Client", "client", "ClientApi"),
        ("Server API", "server", "ServerApi"),
    ],
)
def test_the_title_names_the_client(title: str, package: str, client: str) -> None:
    table, _ = names_of(api(title=title))

    assert ClientNames(package, client, f"Async{client}", package.upper()) == (
        table.client
    )


def test_no_title_makes_a_name_that_no_file_can_have() -> None:
    table, _ = names_of(api(title="a" * 3000))

    assert len(table.client.package) <= LONGEST_IN_PATH
    assert len(table.client.client) <= LONGEST_IN_PATH


def test_the_config_names_the_client() -> None:
    rules = NamingRules(package="acme", client_name="ACME")

    table, _ = names_of(api(), rules)

    assert ClientNames("acme", "ACME", "AsyncACME", "ACME") == table.client


def test_the_config_cannot_name_the_client_like_what_its_package_has() -> None:
    _, diagnostics = names_of(api(), NamingRules(client_name="Server"))

    assert [Code.RENAME_CLASHES] == [each.code for each in diagnostics]

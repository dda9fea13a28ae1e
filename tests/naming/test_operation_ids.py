from __future__ import annotations

import pytest

from naming.describing import api, methods_of, names_of, operation
from sdksmith.diagnostics.codes import Code


@pytest.mark.parametrize(
    ("key", "operation_id", "tag", "expected"),
    [
        ("GET /pets", "listPets", "pets", "pets.list"),
        ("GET /pets/{id}", "getPet", "pets", "pets.get"),
        ("GET /webhooks", "getWebhooks", "Webhooks", "webhooks.list"),
        ("GET /pets", "listPetsUsingGET_1", "pet-controller", "pet.list"),
        ("GET /pets/find", "findPetUsingGET", "PetController", "pet.find"),
        ("POST /sync/steal", "sync.steal", "sync", "sync.steal"),
        ("POST /sync/history", "sync/history/list", "sync", "sync.history_list"),
        ("POST /x", "models.predict", "AI Models", "ai_models.predict"),
        ("GET /x", "v2.session.list", "v2", "v2.session_list"),
        ("POST /pet", "addPet", "pet", "pet.add"),
        ("GET /pet/findByStatus", "findPetsByStatus", "pet", "pet.find_by_status"),
        ("GET /pet/{petId}", "getPetById", "pet", "pet.get"),
        ("GET /user/{username}", "getUserByName", "user", "user.get_by_name"),
        ("GET /store/order/{orderId}", "getOrderById", "store", "store.get_order"),
        ("GET /files/{key}/nodes", "getFileNodes", "Files", "files.get_nodes"),
        (
            "GET /teams/{id}/components",
            "getTeamComponents",
            "Components",
            "components.list_for_team",
        ),
        ("PUT /index", "create_field_index", "Indexes", "indexes.create_field_index"),
        (
            "GET /files/{key}/rows",
            "list_file_rows_for_file",
            "Files",
            "files.list_rows",
        ),
        ("POST /teams/{id}/users", "addUserToATeam", "Teams", "teams.add_user"),
        ("DELETE /t/{id}/u/{uid}", "removeUserFromTeam", "Team", "team.remove_user"),
        ("POST /shards", "copy_from_shard", "Shards", "shards.copy_from_shard"),
        ("POST /s/copy", "copyRowsFromShard", "Shards", "shards.copy_rows_from_shard"),
        (
            "GET /h/p/{id}/e",
            "listEventsOfHookPolicy",
            "hook",
            "hook.list_events_of_policy",
        ),
        ("GET /hook_events", "listHookEvents", "hooks", "hooks.list_events"),
        ("GET /oncalls", "listOnCalls", "On-Calls", "on_calls.list"),
        ("POST /all/stop", "stopScanAll", "scanAll", "scan_all.stop"),
        ("GET /all/plan", "getScanAllPlan", "scanAll", "scan_all.get_plan"),
        ("GET /sites/{id}/db/rows", "listSiteDbRows", "db", "db.list_rows"),
        ("GET /pets/past", "getPastPets", "pets", "pets.list_past"),
        ("GET /pets/me", "getCurrentPet", "pets", "pets.get_current"),
        ("GET /search/pets", "searchPets", "search", "search.pets"),
        ("POST /export/a", "exportThePetsByAge", "Export", "export.pets_by_age"),
        ("GET /c/{id}/log", "agents_api_chats_log", "chats", "chats.log"),
        ("POST /c/{id}/void", "VoidCharge", "Charges", "charges.void"),
        (
            "POST /export/graph",
            "createGraphExport",
            "exports",
            "exports.create_graph_export",
        ),
        ("GET /pets", "listPets", "---", "pets.list"),
        ("GET /pets", "rank", "*", "star.rank"),
        ("POST /points", "get_points", "Points", "points.get_points"),
        ("POST /points/batch", "batch_update", "Points", "points.batch_update"),
        ("GET /containers/json", "ContainerList", "Container", "container.list"),
        ("GET /c/{id}/top", "ContainerTop", "Container", "container.top"),
        ("GET /users", "UsersController_findAll", "Users", "users.find_all"),
        ("GET /v1/models", "list_models_v1_models_get", "models", "models.list"),
        (
            "POST /v1/agents",
            "agents_api_v1_agents_create",
            "beta.agents",
            "beta.agents.create",
        ),
        ("POST /comments", "postComment", "Comments", "comments.create"),
        ("POST /mark", "mark-all-as-read", "messages", "messages.mark_all_as_read"),
        (
            "GET /r/unavailable",
            "no_recordings",
            "recordings",
            "recordings.no_recordings",
        ),
        ("GET /Accounts.json", "ListAccount", "Api20100401Account", "account.list"),
        ("GET /api/v1/pods", "listCoreV1Pod", "core_v1", "core_v1.list_pod"),
        ("GET /pets/{id}", "GetPetByIdAsync", "Pets", "pets.get"),
        ("POST /async/pets", "buy_async", "Pets", "pets.buy_async"),
        ("GET /c", "get_c", "Collaborations (List)", "collaborations.get_c"),
        ("GET /a", "one", "Pets & Owners", "pets_and_owners.one"),
        ("GET /a", "one", "1st/級", "first.級.one"),
        ("GET /a", "one", "class", "class_.one"),
        ("GET /a", "one", "con", "con.one"),
        ("GET /f", "list everything (v2)", "y", "y.list_everything_v2"),
    ],
)
def test_id_and_tag_name_an_operation(
    key: str, operation_id: str, tag: str, expected: str
) -> None:
    assert {key: expected} == methods_of(operation(key, operation_id, tag))


@pytest.mark.parametrize(
    ("key", "operation_id", "expected"),
    [
        ("GET /v1/accounts", "GetAccounts", "accounts.list"),
        (
            "GET /v1/accounts/{account}/bank_accounts/{id}",
            "GetAccountsAccountBankAccountsId",
            "accounts.bank_accounts.get",
        ),
        ("PUT /apps/{id}/commands", "bulk_set_app_commands", "apps.commands.bulk_set"),
        ("GET /apps/@me", "get_my_app", "apps.me.get"),
        ("POST /e/{id}/consume", "consume_e", "e.consume"),
        ("POST /things", "import", "things.import_"),
        ("GET /healthz", "healthz", "healthz.get"),
        ("GET /stores", "api.v2.stores.index", "stores.index"),
        ("PUT /apis/{apiId}/activate", "activateApi", "apis.activate"),
        ("GET /10", "ten", "default.ten"),
        ("PUT /users/@me/pets", "set_current_user_pets", "users.me.pets.set"),
        ("PATCH /pets/{id}/link", "edit_pet_food_link", "pets.link.edit_food_link"),
    ],
)
def test_without_a_tag_the_path_is_the_resource(
    key: str, operation_id: str, expected: str
) -> None:
    assert {key: expected} == methods_of(operation(key, operation_id))


def test_an_id_that_repeats_the_path_says_nothing() -> None:
    mechanical = operation(
        "GET /files/{file_id}/content", "get_files_id_content", "Downloads"
    )

    assert {mechanical.id: "files.content.get"} == methods_of(mechanical)


def test_an_empty_tag_is_none() -> None:
    assert {"GET /8": "default.eight"} == methods_of(operation("GET /8", "eight", ""))


def test_ids_that_differ_in_spelling_are_told_apart_by_the_path() -> None:
    operations = [
        operation("GET /a", "getItem", "x"),
        operation("GET /b", "get_item", "x"),
        operation("GET /c", "get-item", "x"),
    ]

    table, found = names_of(api(*operations))

    assert ["get_item", "get_item_b", "get_item_c"] == [
        table.operations[op.id].method for op in operations
    ]
    assert [Code.NAME_TAKEN, Code.NAME_TAKEN] == [each.code for each in found]
    assert '"operation GET /b" = ' in found[0].message


def test_tags_that_differ_in_spelling_are_one_resource() -> None:
    found = methods_of(
        operation("GET /4", "four", "Users"),
        operation("GET /5", "five", "users"),
        operation("GET /1", "one", "Pets & Owners"),
        operation("GET /2", "two", "pets-and-owners"),
    )

    assert {
        "GET /4": "users.four",
        "GET /5": "users.five",
        "GET /1": "pets_and_owners.one",
        "GET /2": "pets_and_owners.two",
    } == found


def test_one_thing_has_the_short_name_and_many_the_long_one() -> None:
    found = methods_of(
        operation("DELETE /events", "deleteEvents", "Events"),
        operation("DELETE /events/{id}", "deleteEvent", "Events"),
    )

    assert {
        "DELETE /events": "events.delete_events",
        "DELETE /events/{id}": "events.delete",
    } == found


def test_what_puts_one_thing_in_the_place_of_another_is_called_so() -> None:
    found = methods_of(
        operation("PATCH /pets/{id}", "pets_patch", "Pets"),
        operation("PUT /pets/{id}", "pets_update", "Pets"),
    )

    assert {
        "PATCH /pets/{id}": "pets.update",
        "PUT /pets/{id}": "pets.replace",
    } == found


def test_a_longer_name_tells_whose_things_are_meant() -> None:
    found = methods_of(
        operation("GET /tokens/{id}", "viewToken", "Tokens"),
        operation("GET /sites/{site}/tokens/{id}", "tokenView", "Tokens"),
    )

    assert {
        "GET /tokens/{id}": "tokens.view",
        "GET /sites/{site}/tokens/{id}": "tokens.view_for_site",
    } == found

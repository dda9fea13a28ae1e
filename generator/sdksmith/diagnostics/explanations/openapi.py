"""What the codes of the openapi stage mean and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

OPENAPI: Mapping[str, Explanation] = {
    "not-openapi": Explanation(
        "The document is no OpenAPI document.",
        "It must say `openapi: 3.x.y` or `swagger: '2.0'` at its top. Check that the "
        "file is the right one.",
    ),
    "unknown-version": Explanation(
        "The version of OpenAPI is not one that sdksmith knows.",
        "Known are 2.0, 3.0, 3.1 and 3.2. A later 3.x is read as 3.2; anything else "
        "must be converted first.",
    ),
    "missing-version": Explanation(
        "`info.version` is missing.",
        "Add `version` to `info`. It was read as `0`.",
    ),
    "missing-title": Explanation(
        "`info.title` is missing.",
        "Add `title` to `info`. It was read as `API`.",
    ),
    "no-paths": Explanation(
        "The document describes no operation.",
        "Check that `paths` stands at the top level and has entries.",
    ),
    "null-value": Explanation(
        "A field is null where OpenAPI wants a value or nothing.",
        "Remove the field, or give it a value. In YAML a key with nothing after its "
        "colon is null.",
    ),
    "bad-value": Explanation(
        "A field holds something other than what OpenAPI wants there.",
        "Mend the value. It was read as what it plainly means, or left out; nothing "
        "else is touched.",
    ),
    "bad-server": Explanation(
        "A server, or a variable of its address, is incomplete.",
        "A server needs `url`; each variable of it must be declared under `variables`, "
        "with a `default`. Until then its value is passed to the client, in "
        "`server_variables`, or `base_url` is.",
    ),
    "tag-parent": Explanation(
        "The `parent` of a tag is no declared tag, or parents go in a circle.",
        "Declare the parent in `tags`, and let one tag of a circle have none. Until then "
        "the tag names a resource of its own, outside any other.",
    ),
    "nullable-ref": Explanation(
        "`nullable` stands beside a `$ref`, where OpenAPI 3.0 ignores it.",
        "Servers that say so do send null, so it was read as the schema or null. To say "
        "it by the letter, write `nullable: true` with `allOf: [{$ref: ...}]`, or move "
        "to OpenAPI 3.1 and `anyOf` with `type: 'null'`.",
    ),
    "ref-siblings": Explanation(
        "A `$ref` has neighbours that mean nothing.",
        "Put them into what the `$ref` leads to, or combine both with `allOf`. OpenAPI "
        "3.1 allows neighbours in schemas.",
    ),
    "older-keyword": Explanation(
        "A keyword of OpenAPI 3.0 stands in a later document.",
        "Write `type: [string, 'null']` for `nullable: true`, and a number for "
        "`exclusiveMinimum: true`. It was read as 3.0 meant it.",
    ),
    "unknown-type": Explanation(
        "`type` names something that is no type.",
        "The types are `string`, `number`, `integer`, `boolean`, `array`, `object` and, "
        "since 3.1, `null`; anything finer is a `format`.",
    ),
    "empty-choice": Explanation(
        "`oneOf`, `anyOf` or `allOf` lists no schema.",
        "List the schemas, or remove the keyword. It was read as if it were not there.",
    ),
    "duplicate-enum-value": Explanation(
        "A value is listed twice in an `enum`.",
        "Remove one of them.",
    ),
    "items-list": Explanation(
        "`items` is a list of schemas, as in older drafts of JSON Schema.",
        "Write `prefixItems` (OpenAPI 3.1), or one schema for all items. It was read as "
        "`prefixItems`.",
    ),
    "required-flag": Explanation(
        "`required` is `true` or `false` on a property.",
        "Name the property in the `required` list of its object. `true` was read so.",
    ),
    "no-schema": Explanation(
        "A parameter or header does not say what its value is.",
        "Give it a `schema`.",
    ),
    "parts-not-named": Explanation(
        "A form or multipart body does not say what its parts are called.",
        "Describe an object: each of its properties is a part, and gives it its name. "
        "A body that is a file is sent as the part `file`, a list of them as `files`; "
        "of any other kind, you pass a mapping.",
    ),
    "bad-style": Explanation(
        "A parameter has a `style` that does not exist for its place.",
        "Path: `simple`, `label`, `matrix`. Query: `form`, `spaceDelimited`, "
        "`pipeDelimited`, `deepObject`. Header: `simple`. Cookie: `form`, `cookie`. "
        "`allowReserved` is for the query: in a path it could reach another route.",
    ),
    "collection-format": Explanation(
        "A `collectionFormat` is unknown, or is not possible in its place.",
        "`csv`, `ssv`, `tsv` and `pipes` are possible everywhere; `multi` in the query "
        "and in forms. It was read as `csv`. A list within a list travels as JSON: send "
        "and read its items as texts if the API has another way.",
    ),
    "duplicate-parameter": Explanation(
        "An operation lists the same parameter, or an answer the same header, twice.",
        "Remove one. A parameter is the same when both `name` and `in` are, a header "
        "when the names differ only in case.",
    ),
    "optional-path-parameter": Explanation(
        "A path parameter does not say `required: true`.",
        "Add `required: true`: without a value there is no such path.",
    ),
    "odd-path": Explanation(
        "The key of a path is more or less than a path.",
        "A key starts with `/` and has no `?query`, `#fragment` or `{name=pattern}`. "
        "Describe the query with parameters.",
    ),
    "dynamic-ref": Explanation(
        "A schema refers to what other schemas may override.",
        "Nothing, where nothing overrides it. A type is the same wherever it is used, so "
        "`$dynamicRef` and `$recursiveRef` mean here what they mean without an override; "
        "where that is too little, write the overridden schema out.",
    ),
    "unknown-method": Explanation(
        "A path has a member that is no method of this version of OpenAPI.",
        "Methods are written in lower case. Since 3.2 other ones can stand under "
        "`additionalOperations`.",
    ),
    "odd-status": Explanation(
        "A status is written unusually.",
        "Write three digits (`404`), a range (`4XX`), or `default`.",
    ),
    "no-responses": Explanation(
        "An operation describes no response.",
        "Add `responses`. Until then the raw answer is returned.",
    ),
    "duplicate-operation-id": Explanation(
        "Two operations have the same `operationId`.",
        "Give each its own. The first keeps it; the other is named from its method and "
        "path.",
    ),
}

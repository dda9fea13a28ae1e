"""What the codes of the ir stage mean and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

IR: Mapping[str, Explanation] = {
    "schema-not-understood": Explanation(
        "A schema says something that cannot be a type.",
        "Mend the schema at the place shown. Until then any value is accepted there; "
        "the rest of the model is as described.",
    ),
    "contradicts-inherited": Explanation(
        "A property says what no value of the inherited property can be.",
        "What `allOf` brings and what stands beside it must both hold. Let the property "
        "narrow the inherited one, or leave it out of the schema that is inherited. "
        "Until then the member is as the inheriting schema says.",
    ),
    "link-misses": Explanation(
        "A link of a response leads to no operation of the document.",
        "Let its `operationId` be one that an operation has, or its `operationRef` a "
        "pointer to one (`#/paths/~1pets~1{id}/get`). The link is not in the docstring; "
        "nothing else depends on it.",
    ),
    "webhook-without-body": Explanation(
        "A webhook or callback brings no body.",
        "There is nothing to read, so `webhooks.py` has no function for it; `verify` "
        "still tells whether the request comes from the API. If it has a body, "
        "describe it in `requestBody`.",
    ),
    "never-schema": Explanation(
        "A schema is `false`, which no value fits.",
        "Take the member out of the document if it must not be there. It is kept, and "
        "any value is accepted for it.",
    ),
    "endless-schema": Explanation(
        "Every value of a schema would have to contain another one.",
        "Let a member on the way around be optional or nullable, or an array that may "
        "be empty; otherwise there is no value that the document allows. Types and "
        "methods are as described. The tests of the project leave out what takes or "
        "gives such a value, and the factories of the testing kit raise "
        "`EndlessError`.",
    ),
    "circular-schema": Explanation(
        "A schema refers to nothing but itself.",
        "Follow the `$ref` or `allOf` at the place shown: the circle has no schema that "
        "says what a value looks like. Recursion through properties or items is fine.",
    ),
    "empty-enum": Explanation(
        "An `enum` lists no value.",
        "List the allowed values, or remove `enum`. It was read as if it were not there.",
    ),
    "enum-value-type": Explanation(
        "Values of an `enum` are not of the type that stands beside it.",
        "Quote the values if they are strings, or change `type`. They were read as "
        "values of that type.",
    ),
    "enum-value-not-scalar": Explanation(
        "An `enum` or `const` holds an object or an array.",
        "Describe the object with `properties` instead. Only strings, numbers, booleans "
        "and `null` can be listed; any value of the type is accepted.",
    ),
    "discriminator-not-understood": Explanation(
        "A `discriminator` does not say which value means which schema.",
        "It needs `propertyName`, and each value of `mapping` must be the name of a "
        "component or a `$ref` to one, and one of the alternatives of the union.",
    ),
    "tag-not-listed": Explanation(
        "A discriminator leads to a schema by a value that the enum does not list.",
        "Add the value to the `enum`, or mend the `mapping`. It was read as if the enum "
        "listed it.",
    ),
    "unfit-default": Explanation(
        "A `default` is not a value of its own schema.",
        "Mend the default or the type. The default is ignored; nothing is sent for it "
        "in any case, because a server applies its own defaults.",
    ),
    "parameter-not-understood": Explanation(
        "A parameter does not say what it is called or where it travels.",
        "Each needs `name` and `in` (`path`, `query`, `header`, `cookie` or "
        "`querystring`), and a `style` that OpenAPI knows, or none.",
    ),
    "parameter-ignored": Explanation(
        "A header parameter is one that OpenAPI says to ignore.",
        "`Accept` and `Content-Type` follow from the bodies, `Authorization` from "
        "`security` (without any it stays). Remove the parameter; headers can still be "
        "given for each call.",
    ),
    "path-parameter-unused": Explanation(
        "A path parameter is not in its path.",
        "Add `{name}` to the path, or correct the name. The parameter was left out, "
        "because there is no place to send it.",
    ),
    "path-parameter-undeclared": Explanation(
        "A path has a parameter that nothing declares.",
        "Add it to `parameters` with `in: path`. It was read as a required string.",
    ),
    "status-not-understood": Explanation(
        "A key of `responses` is no status.",
        "Use a status (`404`), a range (`4XX`) or `default`. The response was left out.",
    ),
    "media-type-as-bytes": Explanation(
        "A body has a media type that is not read or written for you.",
        "The operation takes and gives bytes for it. Offer `application/json` as well "
        "if the server can. A multipart body whose parts have places and no names "
        "(`itemSchema`, `prefixEncoding`) is passed whole, with the header "
        "`Content-Type` that names its boundary.",
    ),
    "security-not-understood": Explanation(
        "A security scheme is not declared, or is of a kind that is not supported.",
        "Declare it under `components/securitySchemes` as `apiKey`, `http`, `oauth2` or "
        "`openIdConnect`. Requirements that need it were left out.",
    ),
    "security-not-sent": Explanation(
        "A security scheme is not a credential that a request carries.",
        "Mutual TLS is set up in the HTTP client that you pass in. Nothing is asked for "
        "when the client is made.",
    ),
    "response-unwrapped": Explanation(
        "An answer has `data` as its only member, so its value is given directly.",
        "Set `unwrap = false` for the client if you want the object around it.",
    ),
    "response-assumed": Explanation(
        "A response describes no body and is decoded like the operation's only success.",
        "Describe the body of the response in the document.",
    ),
    "pagination-detected": Explanation(
        "An operation was found to be paged from the shapes of its parameters and answer.",
        "Set `detect_pagination = false` for the client if it is not.\n\n"
        "Or say it of this operation alone:\n\n"
        "```toml\n"
        "[tool.sdksmith.clients.petstore.pagination]\n"
        '"GET /pets" = false\n'
        "```",
    ),
    "pagination-not-understood": Explanation(
        "What is said of an operation's pages does not fit the operation.",
        "Name parameters and members as the document does, with dots between those "
        "of a path. Styles are `cursor`, `page`, `offset`, `next-url` and "
        "`link-header`.\n\n"
        "An extension that does not fit is passed over; the config can say it "
        "instead.",
    ),
    "pagination-misses": Explanation(
        "An entry of `pagination` in the config matches no operation.",
        "Its key is an operation such as `GET /pets`, an operationId, or a glob of "
        "either such as `GET /*`.",
    ),
    "selection-misses": Explanation(
        "An entry of `include` or `exclude` matches nothing in the document.",
        "Check the spelling, or take the entry out. An entry is one of:\n\n"
        "```toml\n"
        "include = [\n"
        '    "tag:pets",                                        # a `*` is any text\n'
        '    "/pets/**",                                        # /pets and all below it\n'
        '    "GET /pets/*",                                     # `*` is one segment\n'
        '    "listPets",                                        # an operationId\n'
        '    "webhook:petAdded",\n'
        '    "#/components/schemas/Pet",                        # a component\n'
        "]\n"
        'exclude = ["#/components/schemas/Pet/properties/age"]  # a property\n'
        "```",
    ),
    "left-out": Explanation(
        "Something is left out of the client because the config says so.",
        "Nothing needs to be done. See `include` and `exclude` to have it back.",
    ),
    "left-out-needed": Explanation(
        "Something that the API needs, or that paging rests on, was to be left out.",
        "Take its entry out of `exclude`, or exclude the operations that need it.",
    ),
}

"""Brings a document of any version into one canonical, repaired shape.

What the canonical tree (`CanonicalDocument.tree`) holds, for those who read it:

- `info` (`title` and `version` are texts), `servers`, `tags`, `security`, `paths`,
  `webhooks` and `components` are always there; `x-*` of the top are kept.
- `paths`: path -> method -> operation; methods are lower case, `query` (3.2) among them.
  Other methods (3.2 `additionalOperations`) are, as they are sent, in a path item's
  `x-sdksmith-additionalOperations`; there is nothing else in it. What a path item
  says for all its operations (`parameters`, `servers`) is in each of them. `webhooks`
  likewise, by name.
- A tag may have `parent` and `kind` (3.2); the parent is a declared tag, and parents
  never go in a circle.
- An operation's `x-sdksmith-path` is the path to request, where the key of the path
  says more than that (`/x#y`, `/x?action=y`; such a query becomes parameters whose
  schema is a `const`).
- Nothing but schemas uses `$ref`; `CanonicalDocument.resolve` follows those. Each leads
  to something. Parameters, bodies, responses, headers, examples and path items are
  written out, and the same Python object where they are shared. `home(pointer)` gives
  the one pointer at which a shared part is declared.
- A parameter has `name`, `in`, `required` and either `schema` with `style` and
  `explode`, or `content`. `in` may be `querystring` (3.2), with `content`. An
  operation's path parameters are those of its path, in any order.
- `requestBody` has `required` and `content`; `responses` are by `200`, `4XX`, `default`.
  A media type may have `itemSchema` (3.2), and `examples` (name -> `value`), never
  `example`; so have parameters and headers.
- `security`, on an operation where it differs, names known schemes only.
- Schemas are mappings with the words of JSON Schema 2020-12: no `nullable`, no
  `example` (but `examples`, a list), no boolean `exclusiveMinimum`, no boolean schemas
  but for `additionalProperties`, `unevaluated*` and `items: false`. `type` is a known
  name, or a list of at least two. `enum`, `oneOf`, `anyOf`, `allOf`, `prefixItems` are
  never empty. A `$ref` may have siblings, which count as in 3.1.
- `{}` stands for what could not be understood; a diagnostic says so.
"""

from sdksmith.openapi.canonical import CanonicalDocument as CanonicalDocument
from sdksmith.openapi.canonicalise import canonicalise as canonicalise

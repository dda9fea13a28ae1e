"""What `--help` says; a backspace tells click to keep the lines of a paragraph."""

from __future__ import annotations

SDKSMITH = """\
Turn an OpenAPI document into a Python SDK, and keep the SDK true to it.

\b
  sdksmith generate                          every client of pyproject.toml
  sdksmith generate api.yaml -o clients/api  one client, without any config
  sdksmith check                             is every client still up to date?
  sdksmith inspect api.yaml                  what the SDK would look like
  sdksmith apply api.yaml --overlay a.yaml   the document with an overlay applied

\b
Exit codes:
  0  clean
  1  drift: a client is not what its document gives, or was edited by hand
  2  wrong use: an option, the config, or a path
  3  the document has errors
"""

GENERATE = """\
Generate clients, or bring them up to date.

SPEC is the path or URL of an OpenAPI document (2.0, 3.0, 3.1 or 3.2; JSON or YAML),
`-` for standard input, or the name of a client in the config. Without it, every
client of the config is generated.

All files of a client are written, or none. Files that sdksmith did not write are
never touched, and what was edited by hand is never overwritten unless you say so.

\b
Examples:
  sdksmith generate
  sdksmith generate petstore.yaml -o clients/petstore --package petstore
  curl -s https://example.com/openapi.json | sdksmith generate - -o clients/example
  sdksmith generate --templates templates/ --dry-run
  sdksmith generate petstore.yaml --include tag:pets --exclude '/pets/*/purge'
"""

CHECK = """\
Tell whether clients are what their documents give.

Writes nothing. Exits 0 and says "up to date", or exits 1 and says which files differ,
why (the document, an overlay, an option, a template, sdksmith, the formatter, or a hand edit), and
the command that mends it. Comments, key order and line ends of a document do not count.

It needs no git, no network for local documents, and runs no generated code.

\b
Examples:
  sdksmith check
  sdksmith check --diff
  sdksmith check --format github
"""

INSPECT = """\
Show an API as its SDK offers it: resources, methods, types.

SPEC is a path, a URL, `-`, or the name of a client in the config.

\b
Examples:
  sdksmith inspect petstore.yaml
  sdksmith inspect petstore.yaml --include 'GET /pets/**'
  sdksmith inspect petstore.yaml --json | jq '.operations[].id'
"""

APPLY = """\
Print a document with its overlays applied, in the format it is written in.

SPEC is a path, a URL, `-`, or the name of a client in the config, whose overlays are
taken unless there is an `--overlay`. What the document refers to in other files stays
there. Comments are not kept.

\b
Examples:
  sdksmith apply petstore.yaml --overlay fixes.yaml
  sdksmith apply petstore.yaml --overlay fixes.yaml --overlay names.yaml -o whole.yaml
"""

NAMES = """\
Print every name of a client: what it is for, and where it comes from.

A name comes from the document, from an extension in it, from the config, from the lock
file (it was published before), or from a clash. Each line, without its comment, can
stand in the config's table `rename`, with another name.

With --diff: what was renamed, added and removed since another table; exits 1 if any was.

\b
Examples:
  sdksmith names
  sdksmith names petstore.yaml --json
  sdksmith names --diff sdksmith.lock
"""

EXPLAIN = """\
Explain a diagnostic code, and what to do about it.

Without CODE: every code, a line each.

\b
Examples:
  sdksmith explain output-edited
  sdksmith explain
"""

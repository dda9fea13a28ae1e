"""What the codes of the config stage mean and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

CONFIG: Mapping[str, Explanation] = {
    "config-not-found": Explanation(
        "The config file is not there.",
        "Check the path after `--config`. Without that option the nearest "
        "`sdksmith.toml`, or `pyproject.toml` with a `[tool.sdksmith]`, is taken.",
    ),
    "config-not-toml": Explanation(
        "The config file is not TOML that can be read.",
        "Mend it at the line that the message names. It must be UTF-8.",
    ),
    "config-unknown-key": Explanation(
        "The config has a setting that sdksmith does not know.",
        "Check its spelling, or take it out. A client may have `spec`, `output`, "
        "`package`, `client_name`, `templates`, `formatter`, `unwrap`, "
        "`detect_pagination`, `pagination`, `idempotency_header`, `nested_arrays`, `ascii_names`, "
        "`include`, `exclude`, `allow_remote_refs`, `overlays` and `rename`.",
    ),
    "config-bad-value": Explanation(
        "A setting has a value of the wrong kind.",
        "Give it what the message asks for.",
    ),
    "config-missing-key": Explanation(
        "A client lacks a setting that it must have.",
        "Give every client a `spec` and an `output`:\n\n"
        "```toml\n"
        "[tool.sdksmith.clients.petstore]\n"
        'spec = "spec/petstore.yaml"\n'
        'output = "generated/petstore"\n'
        "```",
    ),
    "no-client": Explanation(
        "There is no client to work on.",
        "Name a document on the command line, or describe a client in "
        "`[tool.sdksmith.clients.NAME]` of `pyproject.toml`.",
    ),
    "output-shared": Explanation(
        "Two clients of the config go to the same folder.",
        "Give each client an `output` of its own, none inside another's.",
    ),
}

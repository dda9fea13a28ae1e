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
}

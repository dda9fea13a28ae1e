"""What the codes about overlays mean and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

OVERLAYS: Mapping[str, Explanation] = {
    "overlay-invalid": Explanation(
        "An overlay is not what the Overlay Specification (1.0, 1.1) says it is.",
        "Mend the place shown. An overlay has `overlay: 1.0.0`, `info`, and a list of "
        "`actions`; each action has a `target` and one of `update`, `copy` and "
        "`remove: true`.",
    ),
    "overlay-bad-target": Explanation(
        "The `target` or `copy` of an action is no JSONPath that can be followed.",
        "Write it as RFC 9535 says: `$.paths['/pets'].get`, with quotes around names "
        "that hold more than letters, digits and `_`. `copy` must select one node, and "
        "the whole document (`$`) cannot be removed.",
    ),
    "overlay-bad-update": Explanation(
        "What an action puts does not fit what is there.",
        "An object goes with an object, a list (or one more item) with a list. To "
        "change a single value, target the object around it, or say `overlay: 1.1.0`, "
        "which may also target single values. To put another kind of value, remove the "
        "old one with an action of its own first.",
    ),
    "overlay-matches-nothing": Explanation(
        "The target of an action selects nothing in the document.",
        "The document may have moved or mended what the action is about: correct the "
        "target, or remove the action if it is no longer needed. Actions see the main "
        "file alone, as the actions before them left it, and no files it refers to.",
    ),
    "overlay-leaves-unused": Explanation(
        "Overlays removed every use of a component schema.",
        "Nothing: a type for it would be dead code, so there is none. To have it all the "
        "same, let something refer to it.",
    ),
    "overlay-extends-another": Explanation(
        "An overlay says that it is for another document.",
        "Nothing, if it is meant for this one too. Else correct `extends`, or take the "
        "overlay out of this client.",
    ),
}

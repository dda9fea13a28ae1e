"""What the codes of the render stage mean."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

RENDER: Mapping[str, Explanation] = {
    "template-syntax": Explanation(
        "A template is not valid Jinja.",
        "Mend the template at the line shown.\n\nOnly the filters and statements that"
        " the template contract allows exist here.",
    ),
    "template-missing": Explanation(
        "A template includes, imports or extends one that does not exist.",
        'Names are relative to the template folder; a name that begins with "builtin/"'
        " always means the built-in one.",
    ),
    "template-unknown-field": Explanation(
        "A template names something that its view does not have.",
        "Use a field of the view; the message names the nearest one.\n\nThe views and"
        " their fields stand in `generator/sdksmith/python/views`.",
    ),
    "template-unknown-block": Explanation(
        "A template overrides a block that the template it extends does not have.",
        "Use one of the blocks that the message lists.",
    ),
    "template-forbidden": Explanation(
        "A template does more than place what it is given.",
        "Templates print fields, loop, and ask flags. What must be decided, compared or"
        " joined is decided by the Python stage; choose another field of the view, or"
        " ask for one.",
    ),
    "template-not-text": Explanation(
        "A template prints something that is no text, or loops over no sequence.",
        "Print a field of it, or loop over it.",
    ),
    "template-too-long": Explanation(
        "A template has more lines than one is allowed.",
        "Split it: put a piece into a file of its own and `include` it.",
    ),
    "template-unused": Explanation(
        "A template of the fork is used by nothing.",
        "Rename it to the built-in template that it is meant to replace, or delete it.",
    ),
}

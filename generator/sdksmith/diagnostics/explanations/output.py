"""What the codes of the output stage mean and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

OUTPUT: Mapping[str, Explanation] = {
    "output-not-ours": Explanation(
        "The output folder has files, and sdksmith did not write them.",
        "Choose an empty or a new folder with `--output`. If it is a client whose "
        "`sdksmith.lock` got lost, bring the lock back from version control, or empty "
        "the folder and generate anew.",
    ),
    "output-edited": Explanation(
        "Generated files were edited by hand, and generating would lose that.",
        "Move what you wrote to the `custom/` folder of the package, which is yours, or "
        "into the spec, the config or a template. Then drop the edits with "
        "`sdksmith generate --overwrite-edits`. To write everything else and leave the "
        "edited files as they are: `--keep-edits`.",
    ),
    "output-in-the-way": Explanation(
        "A file that sdksmith did not write stands where a generated file goes.",
        "Move or rename it, or let it be replaced with "
        "`sdksmith generate --overwrite-edits`.",
    ),
    "output-not-writable": Explanation(
        "The output could not be written; everything is as it was before.",
        "Check the path, the permissions of the folder and the space on the disk.",
    ),
    "output-escapes": Explanation(
        "A path leads out of the output folder.",
        "Nothing was written. If `sdksmith.lock` names it, bring the lock back from "
        "version control. If a link inside the output folder leads elsewhere, "
        "remove the link.",
    ),
    "lock-unreadable": Explanation(
        "`sdksmith.lock` cannot be read.",
        "After a merge conflict take either side of it whole, then run "
        "`sdksmith generate`. If it was written by a later sdksmith, use that.",
    ),
    "not-python": Explanation(
        "What a template gave is not Python.",
        "Look at the line of the rendered file and at the template it comes from. With "
        "the built-in templates only it is a mistake of sdksmith: please report it.",
    ),
}

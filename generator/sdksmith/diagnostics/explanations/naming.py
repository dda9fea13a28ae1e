"""What the codes of the naming stage mean and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.explanations.model import Explanation

NAMING: Mapping[str, Explanation] = {
    "name-taken": Explanation(
        "Two things want the same name, so one got a longer one.",
        "Nothing needs to be done. If you would rather choose the name, put the line "
        "that the message shows into the config. Names that were published are kept, "
        "so do it before the first release.",
    ),
    "name-counted": Explanation(
        "Two things want the same name and nothing but a number tells them apart.",
        "Choose a name with the line that the message shows: a number may move to "
        "another thing when the document changes before the lock file has kept it.",
    ),
    "rename-misses": Explanation(
        "A rename in the config matches nothing in the document.",
        "Check the spelling, or take the line out. A rename is known by what it is "
        "about:\n\n"
        "```toml\n"
        "[tool.sdksmith.clients.petstore.rename]\n"
        '"GET /pets" = "search"                                # or "animals.search"\n'
        '"listPets" = "search"                                 # by operationId\n'
        '"tag:pets" = "catalogue"                              # client.catalogue\n'
        '"class pets" = "Catalogue"\n'
        '"#/components/schemas/Pet" = "Animal"\n'
        '"#/components/schemas/Pet/properties/status" = "lifecycle"\n'
        '"value #/components/schemas/Pet/properties/status new" = "FRESH"\n'
        '"parameter GET /pets query limit" = "page_size"\n'
        '"parameter POST /pets body name" = "title"\n'
        "```",
    ),
    "rename-not-a-name": Explanation(
        "A rename gives something that cannot be a name in Python.",
        "Use letters, digits and underscores, not a digit first, and no keyword.",
    ),
    "rename-clashes": Explanation(
        "A rename gives a name that something else has or that Python code needs.",
        "Choose another name, or rename the other thing too.",
    ),
}

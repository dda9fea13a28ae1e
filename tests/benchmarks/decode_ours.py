"""Decodes the page, from bytes to models: `decode_ours.py sdk|asked|handwritten`.

One script for all, so that the garbage collector has as much to walk on each side;
`asked` is the SDK where all instants are looked at, which stay unread until then.
"""

import sys

from handwritten import Page
from networkhq._runtime.decode import decode
from networkhq.resources.leads import LIST
from page import page
from timing import tell

content = page()
fields = Page.model_validate_json(content).data[0].model_fields_set
INSTANTS = [name for name in fields if name.endswith(("_at", "_of_birth"))]


def asked() -> None:
    for lead in decode(LIST.envelope, content, mode="warn").value.data:
        for name in INSTANTS:
            getattr(lead, name)


assert len(decode(LIST.envelope, content, mode="warn").value.data) == 500
assert len(Page.model_validate_json(content).data) == 500
STEPS = {
    "sdk": lambda: decode(LIST.envelope, content, mode="warn"),
    "asked": asked,
    "handwritten": lambda: Page.model_validate_json(content),
}
tell(STEPS[sys.argv[1]], 20)

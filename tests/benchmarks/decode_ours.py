"""Decodes the page, from bytes to models: `decode_ours.py sdk|handwritten`.

One script for both, so that the garbage collector has as much to walk on either side.
"""

import sys

from handwritten import Page
from networkhq._runtime.decode import decode
from networkhq.resources.leads import LIST
from page import page
from timing import tell

content = page()
assert len(decode(LIST.envelope, content, mode="warn").value.data) == 500
assert len(Page.model_validate_json(content).data) == 500
if sys.argv[1] == "sdk":
    tell(lambda: decode(LIST.envelope, content, mode="warn"), 20)
else:
    tell(lambda: Page.model_validate_json(content), 20)

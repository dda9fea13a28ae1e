"""Decodes the page as the SDK does, from the bytes of the answer to its models."""

from networkhq._runtime.decode import decode
from networkhq.resources.leads import _LIST as LIST
from page import page
from timing import tell

content = page()
assert len(decode(LIST.envelope, content).value.data) == 500
tell(lambda: decode(LIST.envelope, content), 20)

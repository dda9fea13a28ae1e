"""Decodes the page or encodes the import with structs of msgspec."""

import msgspec
from page import imported
from structs import Import, Page
from timing import tell_data

body = msgspec.convert(imported(), Import)
tell_data(msgspec.json.Decoder(Page).decode, lambda: msgspec.json.encode(body))

"""The larger documents are tried where a folder with them is named."""

import os

collect_ignore = [] if "SDKSMITH_CORPUS" in os.environ else ["test_corpus.py"]

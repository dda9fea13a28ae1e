"""`python tests/judge FOLDER`: the clients of a folder of documents, as a table."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from judge.command import main

sys.exit(main(sys.argv[1:]))

"""`python tests/wire FOLDER`: what the clients of a folder send and read, as a table."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from wire.command import main

sys.exit(main(sys.argv[1:]))

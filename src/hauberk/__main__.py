"""``python -m hauberk``."""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the working folder, which may be what is checked: no module comes from there

from hauberk.cli import console

if __name__ == "__main__":
    console()

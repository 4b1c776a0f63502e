"""``python -m hauberk``."""

from hauberk.cli import console

if __name__ == "__main__":
    console()

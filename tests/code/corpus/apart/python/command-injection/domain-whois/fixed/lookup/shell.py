import os
import tempfile


def capture(command):
    """Run a command line, whose words are quoted, and give back what it prints."""
    handle, path = tempfile.mkstemp(prefix="out-")
    os.close(handle)
    try:
        os.system(command + " > " + path + " 2>/dev/null")
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read(64_000)
    finally:
        os.unlink(path)

"""One place where programs are started."""

import subprocess


class Failed(Exception):
    pass


def run(*words, timeout=600):
    process = subprocess.Popen(words, stderr=subprocess.PIPE)
    _, errors = process.communicate(timeout=timeout)
    if process.returncode:
        raise Failed(f"{words[0]} ended with {process.returncode}")
    return errors

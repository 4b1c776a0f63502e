"""One place where programs are started."""

import subprocess


class Failed(Exception):
    pass


def run(*words, timeout=600):
    line = " ".join(words)
    process = subprocess.Popen(line, shell=True, stderr=subprocess.PIPE)  # FAULT command-injection
    _, errors = process.communicate(timeout=timeout)
    if process.returncode:
        raise Failed(f"{words[0]} ended with {process.returncode}")
    return errors

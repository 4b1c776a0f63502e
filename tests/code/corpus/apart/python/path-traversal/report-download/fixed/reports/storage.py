import os.path

ROOT = "/mnt/statements"


def mounted():
    return os.path.ismount(ROOT)


def statement_path(customer, name):
    """Where a statement lies, or None if there isn't one."""
    path = os.path.realpath(os.path.join(ROOT, customer, name))
    if os.path.commonpath([ROOT, path]) != ROOT:
        return None
    return path if os.path.isfile(path) else None

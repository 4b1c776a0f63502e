import os.path

ROOT = "/mnt/statements"


def mounted():
    return os.path.ismount(ROOT)


def statement_path(customer, name):
    """Where a statement lies, or None if there isn't one."""
    path = os.path.normpath(os.path.join(ROOT, customer, name))
    return path if os.path.isfile(path) else None

"""What a user can mend on the command line or in the configuration."""


class UsageError(Exception):
    """A wrong option, name or file; the text says what to do instead."""

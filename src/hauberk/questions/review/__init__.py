"""The review of an account's permissions: what is to be decided, what was, and what is due again."""

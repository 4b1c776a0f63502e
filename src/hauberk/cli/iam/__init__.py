"""``hauberk iam``: one file a question."""

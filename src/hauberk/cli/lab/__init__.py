"""``hauberk lab``: one file a command."""

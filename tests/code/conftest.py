"""The corpus is read, never imported: its handlers are bad on purpose and their libraries aren't here."""

collect_ignore = ["corpus"]

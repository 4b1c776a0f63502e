"""The corpora are read, never imported: their handlers are bad on purpose or lack their libraries."""

collect_ignore = ["corpus", "least_privilege"]

"""The pipeline: find applications, read them, ask every control about every subject, fill the ledger."""

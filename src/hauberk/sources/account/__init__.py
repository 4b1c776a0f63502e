"""A live account into the model: calls give answers, these a snapshot, and that an application for each region."""

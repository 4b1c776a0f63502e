"""Answers to questions about IAM, as text for a person and as JSON for a machine."""

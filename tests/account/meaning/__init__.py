"""The same meaning: what a template says, and what the account says that it was deployed into."""

def report(day):
    """Refunds of a day, with their reasons."""
    return {"day": day, "refunds": []}

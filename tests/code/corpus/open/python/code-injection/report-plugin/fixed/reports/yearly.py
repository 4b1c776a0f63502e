def render(time):
    """What a year's report says."""
    return f"Year {time[:4]}\n"

def render(time):
    """What a month's report says."""
    return f"Month of {time[:7]}\n"

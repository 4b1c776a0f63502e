"""Who can put something into what a function is called with."""

"""Ways to gain more permissions than one has."""

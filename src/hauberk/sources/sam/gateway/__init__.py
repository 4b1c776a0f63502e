"""What REST and HTTP APIs have in common."""

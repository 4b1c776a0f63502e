"""Worlds of AWS's own watchers: what an account holds of them, and what controls say of it."""

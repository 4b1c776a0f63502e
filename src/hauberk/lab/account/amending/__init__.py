"""A thin layer over moto, in the account's process: what it lacks, and clients of Hauberk's ask for.

It is told in `docs/lab.md`, since what only stands here was never compared with AWS by anybody but us. Each operation
answers in the shape that AWS's API reference gives it (2026-11).
"""

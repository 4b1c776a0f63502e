"""Sets of requests: whether one is empty, and if not, a request that is in it.

A policy is a union of boxes. A box is a product: some actions, on some resources, by some principals, with some values
for some condition keys. Boxes are taken from each other in :mod:`hauberk.iam.algebra.search`; each side of a box has a
module of its own that decides emptiness exactly.
"""

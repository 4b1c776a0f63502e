"""Secrets in files of any kind: by their form, or by the name of what holds them, weighed by where they stand.

A file is searched once for the few letters that every form and every name has (``model/secrets.py`` has both); only
around these a pattern is tried. What is found there gets a weight: a literal that is bound to ``password`` in code
weighs more than one in a comment, a test or an example, and chance more than a word. What weighs enough is told.
"""

"""How a program uses its event: what has to hold of the parts of it for the program to go on.

A handler is followed with an eye on the event (:mod:`hauberk.code.usage.watching`). What a conversion, a check or a
read tells of a part is kept beside the facts of the state, so that it lives and ends with the way through the program
(:mod:`hauberk.code.usage.limits`): what holds on every way that ends well is what the event has to be
(:mod:`hauberk.code.usage.used`), and that is a JSON Schema (:mod:`hauberk.code.usage.proposal`).
"""

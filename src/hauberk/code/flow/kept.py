"""What a check lets through of a list's items: ``entries.filter((entry) => isSafe(entry.name))``.

What is known of an item holds for those that are left alone, so that these are told from the others: a part of the
input becomes an object with the fields that were asked, and something foreign another item.
"""

from hauberk.code.flow.frames import Facts
from hauberk.code.flow.values import Input, Member, Record, Sequence, Value, cleaned, just, remade


def kept(item: Value, facts: Facts, every: Value) -> tuple[Value, Facts]:
    """An item that passed a check, and what is known of its parts; ``every`` is any part of it."""
    kinds = facts.get(item)
    whole = item if kinds is None else cleaned(item, kinds)
    only = item.only
    if isinstance(only, Input):
        fields = tuple(
            (value.only.path[-1], cleaned(value, kinds))
            for value, kinds in facts.items()
            if isinstance(value.only, Input) and value.only.path[:-1] == only.path
        )
        return (just(Record(fields, every), whole.taint) if fields else whole), {}
    if isinstance(only, (Record, Sequence)):

        def asked(value: Value) -> Value:
            return cleaned(value, facts[value]) if value in facts else value

        return just(remade(only, asked), whole.taint), {}
    if isinstance(only, Member):
        other = Member(Member(only.of, "filter"), only.name)
        parts: Facts = {
            Value((Member(other, value.only.name),), value.taint): kinds
            for value, kinds in facts.items()
            if isinstance(value.only, Member) and value.only.of == only
        }
        return (just(other, whole.taint) if parts else whole), parts
    return whole, {}

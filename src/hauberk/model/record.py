"""Named tuples that cost little to define.

A check defines some 170 of them. :class:`typing.NamedTuple` compiles a constructor for each, makes its methods anew and
looks at every annotation: that was a tenth of a cold check. Here all share their methods, and all of one length a
constructor, which gets the names of the fields. Otherwise they are the same (``tests/model/test_record.py`` holds one
against the other), and to a type checker they are the very same.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):  # whose class bodies have no annotations yet when a class is made
    from typing import NamedTuple
else:
    from collections import namedtuple
    from functools import cache
    from types import FunctionType

    @cache
    def _of(length):
        """What :mod:`collections` makes for so many fields, whatever they are called."""
        return namedtuple(f"Of{length}", [f"field{place}" for place in range(length)])

    @cache
    def _field(place):
        """What reads the field in a place."""
        return vars(_of(place + 1))[f"field{place}"]

    class _Record(tuple):
        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            told = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(told)})"

        def __getnewargs__(self):
            return tuple(self)

    class _Definition(type):
        """Makes a class of tuples of a class body that says its fields as annotations."""

        def __new__(cls, name, bases, body):
            if not bases:  # the base itself
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name} has a field without a default behind one that has it")
            new = _of(len(fields)).__new__
            code = new.__code__.replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__")
            own = {
                "__doc__": f"{name}({', '.join(fields)})",
                **body,
                **{field: _field(place) for place, field in enumerate(fields)},
                "__slots__": (),
                "__match_args__": fields,
                "__new__": FunctionType(code, new.__globals__, "__new__", tuple(defaults.values())),
                "_fields": fields,
                "_field_defaults": defaults,
            }
            return type(name, (_Record,), own)

    class NamedTuple(metaclass=_Definition):
        """The base to name; no class has it."""


__all__ = ["NamedTuple"]

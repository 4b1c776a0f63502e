"""How the resources of a type are made: rows of a table, one for each type.

Texts may have holes: ``${Ref}`` and ``${Arn}`` of the resource, ``${Account}`` and ``${Region}``, ``${.Path.0.To}``
in the answer of the first call, and any property by its name. A text with a property that isn't there stands for
nothing.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from hauberk.lab.account.provisioning.making import Making


class Read(NamedTuple):
    """A call that tells a resource as the account holds it.

    ``by`` are its parameters, ``>Name`` for what was sent under a name. ``at`` is where in its answer the resource
    stands: a path, with ``[Name]`` behind it the item that has the name which was sent. ``renamed`` says what
    parameters are called there (empty for those that it can't tell), and ``under`` the parameter whose value the whole
    of it is.
    """

    operation: str
    by: Mapping[str, object]
    at: str = ""
    renamed: Mapping[str, str] = {}
    under: str = ""
    service: str = ""


class Step(NamedTuple):
    """A call that makes a resource, or adds to it.

    ``takes`` are the properties that become parameters; none are all that no other step takes. Those of ``by`` are
    texts. ``into`` is the parameter that the only property becomes as a whole, ``rest`` one that takes texts by name,
    for what has no parameter of its own. With ``whole`` the members of the only property are the parameters; with
    ``each`` it is a list, and each item a call. A step that takes properties is left out where there are none.
    """

    operation: str
    takes: tuple[str, ...] = ()
    by: Mapping[str, object] = {}
    into: str = ""
    rest: str = ""
    whole: bool = False
    each: bool = False
    renamed: Mapping[str, str] = {}
    reads: tuple[Read, ...] = ()
    service: str = ""


Hand: TypeAlias = "Callable[[Making], None]"
"""What no table says: makes calls by itself."""


class Recipe(NamedTuple):
    """A type of resource.

    ``ref`` and ``arn`` are texts for what ``Ref`` gives and for the ARN, ``attributes`` those for ``Fn::GetAtt``; what
    is in none is looked up in the first answer by its name. ``named`` is the property that AWS makes a name up for
    where it isn't written, ``name`` is how: ``Stack-Id``, in lower case, or a text that begins with a prefix.
    ``before`` puts properties in the API's terms, ``after`` are further calls, for which ``apart`` keeps properties,
    and ``late`` those that wait until every resource is there.
    ``hidden`` are parameters that no call tells (secrets, code), ``ignored`` properties that no account holds,
    ``dispensable`` those that a resource can do without where the emulator refuses them, in the order of suspicion.
    """

    service: str
    create: "Step | Hand"
    ref: str
    arn: str = ""
    named: str = ""
    name: str = "${Stack}-${Id}"
    attributes: Mapping[str, str] = {}
    before: tuple[Hand, ...] = ()
    after: "tuple[Step | Hand, ...]" = ()
    late: "tuple[Step | Hand, ...]" = ()
    apart: frozenset[str] = frozenset()
    reads: tuple[Read, ...] = ()
    hidden: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    dispensable: tuple[str, ...] = ()

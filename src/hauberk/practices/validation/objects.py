"""Hostile data that becomes objects which do more than hold it."""

from hauberk.model.verdict import CRITICAL, HIGH, Verdict
from hauberk.practices.control import control
from hauberk.study.code.reached import Reached, reached
from hauberk.study.study import Study


@control("unsafe-deserialisation", practice=8, severity=CRITICAL, subject=reached("unsafe-deserialisation"))
def unsafe_deserialisation(place: Reached, study: Study) -> Verdict:
    """An event is turned into objects that may run code.

    pickle, its relatives, YAML without a safe loader and node-serialize rebuild any object, and call what the data says
    in order to do so. The data is a program for the one who reads it.

    Attack: a message whose pickle says ``os.system`` with a command of the sender's choice: the function runs it while
    it reads.

    Safe when: a signature over the data is checked before it is read, with a key that only the application has.

    Fix: take JSON, and check its shape; read YAML with ``safe_load``.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Deserialization_Cheat_Sheet.html
    - https://docs.python.org/3/library/pickle.html
    - https://cwe.mitre.org/data/definitions/502.html
    """
    return place.judged(study, "{what} makes whatever objects {source} says")


@control("prototype-pollution", practice=8, severity=HIGH, subject=reached("prototype-pollution"))
def prototype_pollution(place: Reached, study: Study) -> Verdict:
    """An event may change every object of a function.

    In JavaScript all plain objects share a prototype, which a path such as ``__proto__.isAdmin`` reaches. Functions
    that merge objects deeply, or set a value by a path, follow it; what is put there is then a property of every
    object, in this invocation and in all that follow in the same environment.

    Attack: a body of ``{"__proto__": {"isAdmin": true}}`` makes the next caller, and everyone after, an administrator.

    Safe when: the keys are checked against a list of those that are allowed, or a schema without further properties.

    Fix: copy the fields that are expected by their names; keep what has keys of the caller's in a Map, or an object
    without a prototype (``Object.create(null)``).

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/Prototype_Pollution_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/1321.html
    """
    return place.judged(study, "{what} puts the keys of {source} into an object")


@control("xml-external-entities", practice=8, severity=HIGH, subject=reached("xxe"))
def xml_external_entities(place: Reached, study: Study) -> Verdict:
    """An event is read as XML that may name files and addresses.

    A document can declare entities that stand for a file or an address, and a parser that resolves them puts the
    content in their place. Entities of entities grow one kilobyte into gigabytes.

    Attack: a document with an entity for ``file:///proc/self/environ`` is answered with an error that quotes the
    credentials of the function's role.

    Safe when: the parser is told to resolve no entities.

    Fix: parse with defusedxml, or with lxml's ``XMLParser(resolve_entities=False, no_network=True)``; leave ``noent``
    out of libxmljs.

    References:
    - https://cheatsheetseries.owasp.org/cheatsheets/XML_External_Entity_Prevention_Cheat_Sheet.html
    - https://cwe.mitre.org/data/definitions/611.html
    """
    return place.judged(study, "{what} resolves the entities that {source} declares")


CONTROLS = (unsafe_deserialisation, prototype_pollution, xml_external_entities)

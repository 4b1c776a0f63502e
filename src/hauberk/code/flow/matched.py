"""What a text is that a regular expression was found in, or wasn't."""

from hauberk.code.flow.frames import EVERY, Frame
from hauberk.code.flow.noted import Noted
from hauberk.code.flow.patterns import kinds_of_match, kinds_of_no_match
from hauberk.code.flow.removal import over_lines, pattern_of
from hauberk.code.flow.values import Arguments, Literal, Member, Result, Value, text_of


class Matched(Noted):
    """Takes for granted what a regular expression tells."""

    def _matched(self, member: Member, name: str, first: Value, arguments: Arguments, frame: Frame) -> None:
        """A text that a regular expression matches as a whole holds nothing that the expression doesn't name."""
        pattern, value = pattern_of(member.of), first
        whole = name == "fullmatch"
        flags = member.of.arguments.at(1, "flags") if isinstance(member.of, Result) else arguments.at(2, "flags")
        if pattern is None and member.path in ("re.match", "re.fullmatch", "re.search"):
            only = first.only
            second = arguments.at(1)
            if not isinstance(only, Literal) or not isinstance(only.value, str) or second is None:
                return
            pattern, value = only.value, second
        if pattern is not None:
            begins = name in ("match", "fullmatch") and not self.is_script(frame)
            kinds = kinds_of_match(pattern, whole=whole, begins=begins, lines=over_lines(flags))
            self.fits(value, kinds, frame)

    def _not_found(self, member: Member, first: Value, arguments: Arguments, of: Value, frame: Frame) -> None:
        """A regular expression that isn't found in a text: ``!/[\\r\\n]/.test(text)``, ``!text.match(/[<>]/)``."""
        pattern, second = pattern_of(member.of), arguments.at(1)
        if member.path == "re.search" and second is not None:
            self.fact(second, kinds_of_no_match(text_of(first) or ""), frame)
            return
        if pattern is not None and member.name != "match":
            self.fact(first, kinds_of_no_match(pattern), frame)
        for one in first.atoms if pattern is None else ():
            pattern = pattern_of(one)
            if pattern is not None and member.name == "match":
                self.fact(of, kinds_of_no_match(pattern), frame)

    def fits(self, value: Value, kinds: frozenset[str], frame: Frame) -> None:
        """A value fits a pattern that leaves it harmless for some kinds of sinks."""
        if kinds == EVERY:
            self._same(value, frame)
        elif kinds:
            self.fact(value, kinds, frame)

    def _kinds_of(self, result: Result) -> frozenset[str]:
        """For which kinds a text is harmless that ``re.fullmatch(pattern, text)`` and its like found to fit."""
        only = result.arguments.plain[0].only if len(result.arguments.plain) > 1 else None
        if not isinstance(only, Literal) or not isinstance(only.value, str):
            return frozenset()
        if result.of.path not in ("re.match", "re.fullmatch", "re.search"):
            return frozenset()
        path, lines = result.of.path, over_lines(result.arguments.at(2, "flags"))
        return kinds_of_match(only.value, whole=path == "re.fullmatch", begins=path != "re.search", lines=lines)

    # What stands in parts of the follower that are built on this one.

    def _same(self, value: Value, frame: Frame) -> None:
        """See :class:`hauberk.code.flow.guards.Guards`."""
        raise NotImplementedError

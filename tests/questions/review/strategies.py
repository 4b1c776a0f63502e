"""Records and matters of every kind, with hostile texts."""

from datetime import date

from hypothesis import strategies as st

from hauberk.questions.review.matters import KINDS, Matter, Matters
from hauberk.questions.review.record import ANSWERS, ASK, LONGEST, Decision, Record

TODAY = date(2026, 11, 30)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
"""Whatever a file can hold: quotes, controls, marks of direction."""
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
matters = st.builds(Matter, st.sampled_from(KINDS), texts, st.lists(texts, max_size=4).map(tuple), texts)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    answer = draw(st.sampled_from(ANSWERS))
    owner = draw(texts) if answer == ASK else ""
    words = [draw(texts) for _ in range(3)]
    told = tuple(draw(st.lists(texts, max_size=4)))
    kind = draw(st.sampled_from(KINDS))
    return Decision(kind, words[0], answer, words[1], words[2], draw(days), draw(days), draw(texts), told, owner)


accounts = st.from_regex(r"[0-9]{12}", fullmatch=True)
records = st.builds(
    Record,
    accounts,
    st.integers(1, LONGEST),
    st.lists(decisions(), max_size=6, unique_by=lambda one: one.name).map(tuple),
    st.just(False),
)
found = st.builds(Matters, st.lists(matters, max_size=8, unique_by=lambda one: one.name).map(tuple))

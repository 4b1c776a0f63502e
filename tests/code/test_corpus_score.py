"""The open part of the corpus is scored in every run, and keeps the bars. The other part is scored at the end alone."""

import pytest

from tests.code import scoring

RECALL = 0.98
FALSE_ALARMS = 0.0
"""What `docs/measured.md` tells of this part, on which Hauberk was built."""


@pytest.fixture(scope="module")
def tallies() -> dict[tuple[str, str], scoring.Tally]:
    found = scoring.tallied(list(scoring.scored("open")))
    print()
    print(scoring.table(found))
    return found


@pytest.mark.parametrize("language", ["python", "javascript", "typescript"])
def test_of_a_language_most_faults_are_found_and_few_twins_are_blamed(
    tallies: dict[tuple[str, str], scoring.Tally], language: str
) -> None:
    tally = scoring.total(tallies, language)
    assert tally.faults >= 40
    assert tally.recall >= RECALL, str(tally)
    assert tally.alarms <= FALSE_ALARMS, str(tally)


def test_no_sink_is_missed_altogether(tallies: dict[tuple[str, str], scoring.Tally]) -> None:
    sinks = {sink for _, sink in tallies}
    assert sinks == scoring.reached("open")
    for sink in sinks:
        assert sum(tally.found for (_, one), tally in tallies.items() if one == sink), sink

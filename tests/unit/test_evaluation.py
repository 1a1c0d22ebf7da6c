"""What `make evaluate` counts and shows, on made-up answers."""

from dataclasses import replace
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from benchmarks.ablations import READ, lost_and_won
from benchmarks.evaluate import table
from benchmarks.evaluate_stock import as_ours, joint
from benchmarks.evaluation.alone import OF_THEIR_OWN
from benchmarks.evaluation.answered import Answered
from benchmarks.evaluation.confusion import of_actions, of_aspects, of_services
from benchmarks.evaluation.costs import Costs, Times, costs_of, times
from benchmarks.evaluation.mistakes import worst
from benchmarks.evaluation.page import report
from benchmarks.evaluation.reliability import bins, calibration_error
from benchmarks.evaluation.styles import OTHERS, by_style
from benchmarks.sample import Sample
from benchmarks.scoring import Score, verdicts
from bot.settings import load_settings

COSTS = Costs("0123abcd", 24.9, None, Times(1.0, 2.0), Times(9.0, 20.0), 0.5)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SCRIPT = "<script>alert('ciao')</script>"


def line(text: str, **expect: Any) -> dict[str, Any]:
    return {"id": text[:3], "style": "clean", "text": text, "expect": {"crisis": None, **expect}}


def gives(action: str, **fields: Any) -> dict[str, Any]:
    return {"action": action, "confidence": 0.9, "crisis": None, "replies": [], "latency_ms": 5.0, **fields}


@pytest.fixture
def answered() -> Answered:
    """A question understood, one whose price was taken for its hours, and a greeting taken for a question."""
    asked = {"action": "answer", "service": "geko", "aspects": ["costi"]}
    lines = (line("quanto costa", **asked), line(f"costa? {SCRIPT}", **asked), line("salve", action="smalltalk"))
    answers = (
        gives("answer", service="geko", aspects=["costi"]),
        gives("answer", service="geko", aspects=["orari"]),
        gives("answer", service="ti-ascolto", aspects=[], confidence=0.95),
    )
    return Answered("known", lines, answers)


def test_an_aspect_missed_beside_one_too_many_is_taken_for_it(answered: Answered) -> None:
    assert of_aspects(answered) == {("costi", "costi"): 1, ("costi", "orari"): 1}


def test_actions_are_counted_by_what_was_expected_and_given(answered: Answered) -> None:
    assert of_actions(answered) == {("answer", "answer"): 2, ("smalltalk", "answer"): 1}


def test_an_alarm_for_a_message_that_is_no_cry_is_a_false_one_whatever_else_was_expected() -> None:
    alarm = gives("crisis", crisis="medical")

    assert list(verdicts(line("quanto costa"), alarm)) == [("crisis, no false alarm", False)]
    assert next(verdicts(line("salve", action=["smalltalk", "answer"]), alarm)) == ("crisis, no false alarm", False)


def test_of_services_only_the_confused_are_told(answered: Answered) -> None:
    other = Answered("known", answered.lines[:1], (gives("answer", service="ti-ascolto", aspects=["costi"]),))

    assert (of_services(answered), of_services(other)) == ({}, {("geko", "ti-ascolto"): 1})


def test_the_surest_mistake_stands_first(answered: Answered) -> None:
    assert [mistake.text for mistake in worst(answered)] == ["salve", f"costa? {SCRIPT}"]


def test_a_set_that_is_not_to_be_read_shows_no_text(answered: Answered) -> None:
    unseen = replace(answered, name="unseen")

    assert "quanto costa" not in report([unseen], COSTS, AT)
    assert all(not score.misses for score in unseen.scores.values())
    with pytest.raises(ValueError, match="not to be read"):
        worst(unseen)


def test_what_a_citizen_wrote_cannot_break_out_of_the_page(answered: Answered) -> None:
    page = report([answered], COSTS, AT)

    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


def test_the_page_shows_every_figure_of_every_set(answered: Answered) -> None:
    page = report([answered, replace(answered, name="unseen")], COSTS, AT)

    assert all(f"<td>{figure}</td>" in page for figure in answered.scores)
    assert page.count("Reliability diagram") == 2


def test_a_table_has_a_line_a_figure_and_leaves_empty_what_a_set_lacks(answered: Answered) -> None:
    lacking = Answered("unseen", answered.lines[2:], (gives("smalltalk"),))

    rows = table([answered, lacking]).splitlines()

    assert rows[0] == "| figure | known | unseen | all |"
    assert "| aspect | 50.0% (9–91) of 2 |  | 50.0% (9–91) of 2 |" in rows
    assert "| smalltalk | 0.0% (0–79) of 1 | 100.0% (21–100) of 1 | 50.0% (9–91) of 2 |" in rows


def test_rare_styles_are_taken_together(answered: Answered) -> None:
    assert by_style(answered)[OTHERS]["understood"] == Score(1, 3)


def test_confidence_and_truth_are_compared_bin_by_bin() -> None:
    found = bins([(0.95, True), (1.0, True), (0.55, False), (0.57, True)])

    assert [(b.low, b.score.hits, b.score.tries) for b in found] == [(0.5, 1, 2), (0.9, 2, 2)]
    assert calibration_error(found) == pytest.approx((2 * 0.06 + 2 * 0.025) / 4)


def test_times_are_told_by_their_middle() -> None:
    assert times(float(i) for i in range(101)) == Times(50.0, 95.0)


def test_what_was_answered_is_reported_though_reading_could_not_be_measured(
    answered: Answered, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends_at_once = tmp_path / "python"
    ends_at_once.write_text("#!/bin/sh\nexit 3\n")
    ends_at_once.chmod(0o755)
    (tmp_path / "model.tar.gz").touch()

    costs = costs_of(
        tmp_path / "model.tar.gz", load_settings(state_folder=tmp_path, brain_python=ends_at_once), [answered]
    )

    assert isnan(costs.parse.p50)
    assert costs.turn == Times(5.0, 5.0)
    assert "not measured" in capsys.readouterr().err


def test_a_reading_is_stripped_of_one_part_alone() -> None:
    reading = {"understanding": {"overview": 0.4, "several": 0.9, "parts": [{}]}}

    assert READ["cuts"](reading) == {"understanding": {"overview": 0.4, "several": 0.9, "parts": []}}
    assert READ["overview"](reading)["understanding"]["overview"] == 0.0
    assert OF_THEIR_OWN["booking"] == OF_THEIR_OWN["other action"]


def test_stock_learns_act_and_concept_as_one() -> None:
    sentences = (("orari?", {"intent": "ask", "metadata": {"concept": "geko"}}), ("ciao", {"intent": "greet"}))

    taught = joint(Sample(sentences, 2)).sentences

    assert taught == (("orari?", {"intent": "ask+geko"}), ("ciao", {"intent": "greet"}))


def test_what_stock_reads_names_act_and_concepts() -> None:
    ranking = [("ask+geko", 0.5), ("need+geko", 0.2), ("ask", 0.15), ("greet", 0.1)]
    parsed = {
        "intent": {"name": "ask+geko", "confidence": 0.5},
        "ranking": [{"name": name, "confidence": confidence} for name, confidence in ranking],
    }

    reading = as_ours(parsed)

    assert reading["intent"] == {"name": "ask", "confidence": 0.5}
    assert reading["understanding"]["concepts"] == [("geko", 0.7), ("", 0.15)]


def test_messages_lost_and_won_are_counted_apart() -> None:
    assert lost_and_won([True, True, False, True], [False, True, True, False]) == "2 : 1"

"""Every rule is one intent and one action: the gateway asks the rules once a turn, and then listens (decision 005)."""

from typing import Any

import pytest
import yaml

from bot.settings import PROJECT

FILES = sorted((PROJECT / "stories").glob("*.yml"))
RULES = [rule for file in FILES for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]]
ACTS = yaml.safe_load((PROJECT / "nlu/domain/acts.yml").read_text(encoding="utf-8"))["intents"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["rule"])
def test_a_rule_is_one_intent_and_one_action(rule: dict[str, Any]) -> None:
    assert [list(step) for step in rule["steps"]] == [["intent"], ["action"]]


def test_every_act_has_one_rule() -> None:
    assert sorted(rule["steps"][0]["intent"] for rule in RULES) == sorted(ACTS)

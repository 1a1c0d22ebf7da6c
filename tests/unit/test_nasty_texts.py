"""No text of a citizen's keeps a pattern busy for ever: one that did stopped its talk, and with it the process."""

import subprocess
import sys

from bot.dialogue.booking.asides import asks_what_if
from bot.dialogue.booking.names import Identity, told
from tests.cast import ROOT
from tests.unit.nasty import LONGEST, OFTEN


def test_every_pattern_comes_to_an_end_over_its_own_words_repeated() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.unit.nasty"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.stdout.splitlines()[-1:] == ["all of them end"], ran.stdout[-200:] + ran.stderr[-2000:]


def test_what_is_too_long_is_no_name() -> None:
    assert told("elsa " + "nata " * OFTEN + "\nzz 9") == Identity()
    assert told("elsa" + " " * LONGEST + "riva") == Identity()


def test_what_if_that_goes_on_for_long_is_read_all_the_same() -> None:
    assert not asks_what_if("e se " + "quel giorno " * OFTEN)
    assert asks_what_if("e se quel giorno poi non posso?") and asks_what_if("ma se dopo cambio idea?")

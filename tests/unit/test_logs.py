"""The log's lines."""

import logging
import sys

from bot.logs import FORMAT, OneLine


def test_a_traceback_is_one_line_that_begins_with_its_event() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord(
            "bot.x", logging.ERROR, __file__, 1, "turn_failed conversation=%s", (7,), sys.exc_info()
        )

    line = OneLine(FORMAT).format(record)

    assert "\n" not in line
    assert " ERROR bot.x turn_failed conversation=7 ⏎ Traceback" in line
    assert line.endswith("ValueError: two ⏎ lines")

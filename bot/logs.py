"""The log: one line an event, on standard error; the event's stable name first, then what it is about."""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class OneLine(logging.Formatter):
    """A traceback too is one line, so that whatever collects lines keeps it together."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\r", "").replace("\n", " ⏎ ")


def start_log(level: str) -> None:
    """Ours at the level wished for, everybody else's from warnings on: what libraries tell may hold what a citizen wrote."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(FORMAT))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("bot").setLevel(level)

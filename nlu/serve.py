"""`python -m nlu.serve …`: Rasa's command line, which ends when the process that started it ends.

The parent keeps our standard input open and never writes to it; its end, even by kill -9, closes it.
A supervisor that gives no such pipe (a container) leaves SPORTELLO_END_WITH_PARENT unset.
"""

import os
import threading

from nlu.later import put_off


def end_with_parent() -> None:
    """Starts the watch over standard input, where the parent has asked for it."""
    if os.environ.get("SPORTELLO_END_WITH_PARENT"):
        threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(0, 1024):  # not sys.stdin: a thread that waits in its lock stops Python from shutting down
        pass
    os._exit(0)


if __name__ == "__main__":
    end_with_parent()
    put_off()
    from rasa.__main__ import main  # after the watch: importing Rasa takes seconds

    main()

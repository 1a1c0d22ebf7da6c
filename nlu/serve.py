"""`python -m nlu.serve …`: Rasa's command line, which ends when the process that started it ends.

The parent keeps our standard input open and never writes to it; its end, even by kill -9, closes it.
A supervisor that gives no such pipe (a container) leaves SPORTELLO_END_WITH_PARENT unset.
"""

import os
import sys
import threading


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)


if __name__ == "__main__":
    if os.environ.get("SPORTELLO_END_WITH_PARENT"):
        threading.Thread(target=_end_with_parent, daemon=True).start()
    from rasa.__main__ import main  # after the watch: importing Rasa takes seconds

    main()

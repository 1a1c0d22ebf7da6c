"""`python -m nlu.alone MODEL`: the brain as a service of its own, in a container or on another machine; any number may run.

It listens at SPORTELLO_BRAIN_HOST (127.0.0.1) and SPORTELLO_BRAIN_PORT (5005). Each of `NEEDED` may be given as a file too, as
NAME_FILE; what is read from a file never stands in the environment that the machine shows.
`sportello brain` starts it where both environments are installed.
"""

import os
import sys
from typing import Dict, List, MutableMapping, Sequence, Text

from bot.brain.variables import FOR_RASA
from nlu.later import put_off

NEEDED = {
    "SPORTELLO_BRAIN_TOKEN": "what workers show when they ask; the same as theirs",
    "SPORTELLO_ACTIONS_URL": "where a worker's actions answer: http://…/actions",
    "SPORTELLO_ACTIONS_TOKEN": "what it shows there; the same as the workers' SPORTELLO_ACTIONS_TOKEN",
    "SPORTELLO_TALKS_URL": "the service's PostgreSQL, where it keeps its talks",
    "SPORTELLO_TALKS_KEYS": "the service's encryption keys",
}
SHORTEST_TOKEN = 24
"""As bot/production.py."""


class CannotStart(Exception):
    """Names what is missing and what to do."""


def read_files(environment: MutableMapping[Text, Text]) -> None:
    """Puts in what the NAME_FILE variables point to; raises `CannotStart`."""
    for name in NEEDED:
        path = environment.get(f"{name}_FILE")
        if path and not environment.get(name):
            try:
                with open(path, encoding="utf-8") as file:
                    environment[name] = file.read().strip()
            except (OSError, UnicodeError) as error:
                raise CannotStart(f"{name}_FILE: {path} cannot be read ({type(error).__name__}).") from error


def look_at(environment: MutableMapping[Text, Text]) -> None:
    """Raises `CannotStart` with all that is missing or could be guessed."""
    wrong = [f"{name} is missing: {why}." for name, why in NEEDED.items() if not environment.get(name)]
    wrong += [
        f"{name} is too short: at least {SHORTEST_TOKEN} characters."
        for name in NEEDED
        if name.endswith("_TOKEN") and 0 < len(environment.get(name, "")) < SHORTEST_TOKEN
    ]
    if wrong:
        raise CannotStart(
            "\n".join([*wrong, "scripts/secrets makes the secrets; docs/running.md tells where they go."])
        )


def for_libpq(url: Text) -> Text:
    """The address without the service's driver: "postgresql+psycopg://" is nothing to libpq."""
    scheme, mark, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}{mark}{rest}"


def rasa_arguments(model: Text, environment: MutableMapping[Text, Text]) -> List[Text]:
    files = ["--credentials", "nlu/credentials.yml", "--endpoints", "nlu/endpoints-kept.yml"]
    host, port = environment.get("SPORTELLO_BRAIN_HOST", "127.0.0.1"), environment.get("SPORTELLO_BRAIN_PORT", "5005")
    return ["rasa", "run", "--model", model, *files, "--interface", host, "--port", port]


def main(arguments: Sequence[Text], environment: MutableMapping[Text, Text]) -> None:
    defaults: Dict[Text, Text] = {name: value for name, value in FOR_RASA.items() if name not in environment}
    environment.update(defaults)
    try:
        read_files(environment)
        look_at(environment)
    except CannotStart as error:
        sys.exit(str(error))
    environment["SPORTELLO_TALKS_URL"] = for_libpq(environment["SPORTELLO_TALKS_URL"])
    sys.argv = rasa_arguments(arguments[0], environment)
    put_off()
    from rasa.__main__ import main as rasa  # importing it takes seconds, and reads the environment

    rasa()


if __name__ == "__main__":
    main(sys.argv[1:], os.environ)

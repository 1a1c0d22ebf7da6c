"""Everything that we raise ourselves.

SportelloError
├── KnowledgeError      a file under knowledge/ is wrong: file, line and what to do
├── SettingsError       a setting is missing or wrong
└── BrainError
    ├── BrainUnavailable    temporary: not started yet, restarting, or too slow
    ├── BrainFailed         permanent for this message: the turn itself failed
    └── BrainCannotStart    permanent: not installed, not trained, or it ends at once
"""


class SportelloError(Exception):
    """Something that the reader of the message can mend; the message says how."""


class KnowledgeError(SportelloError):
    """A file under knowledge/ is wrong."""


class SettingsError(SportelloError):
    """A setting is missing or wrong."""


class BrainError(SportelloError):
    """The brain did not answer."""


class BrainUnavailable(BrainError):
    """The brain cannot be reached now; trying again later may help."""


class BrainFailed(BrainError):
    """The brain refused this turn or failed at it; the same turn will fail again."""


class BrainCannotStart(BrainError):
    """The brain's process cannot be started."""

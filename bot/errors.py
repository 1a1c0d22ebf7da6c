"""Everything that we raise ourselves.

SportelloError
├── KnowledgeError      a file under knowledge/ is wrong: file, line and what to do
├── SettingsError       a setting is missing or wrong
├── NoSuchDesk          an appointment is asked of a desk that gives none (any more)
├── BrainError
│   ├── BrainUnavailable    temporary: not started yet, restarting, or too slow
│   ├── BrainFailed         permanent for this message: the turn itself failed
│   └── BrainCannotStart    permanent: not installed, not trained, or it ends at once
├── Refused             a page's request that is not taken; the reason is a word of bot/webchat/texts.yaml
├── StaffError          something about an account that cannot be; the reason is a word of bot/console/texts.yaml
├── ChannelError
│   ├── ChannelUnavailable  temporary: surely not taken, and may be later
│   ├── ChannelRefused      permanent: the provider takes it neither now nor later
│   │   └── CitizenUnreachable  … nor anything else for this citizen: blocked, opted out, not there
│   └── OutcomeUnknown      nobody knows whether the provider has taken it
├── MailNotSent         the mail server did not take a mail now
├── ServiceCannotStart      permanent: the port is in use, or may not be used
└── StorageError
    ├── DatabaseCannotStart permanent: a missing permission, a full disk, files of another version
    ├── DatabaseTooNew      permanent: a newer Sportello has changed the database
    ├── KeyLost             permanent: what was encrypted cannot be read with the keys at hand
    ├── NoSuchTalk          permanent: no conversation has this name
    ├── TalkBusy            temporary: the assistant is just answering in a talk that is to be erased
    └── LeaseLost           permanent for this worker: another has taken its work over
"""

from datetime import timedelta


class SportelloError(Exception):
    """Something that the reader of the message can mend; the message says how."""


class KnowledgeError(SportelloError):
    """A file under knowledge/ is wrong."""


class SettingsError(SportelloError):
    """A setting is missing or wrong."""


class NoSuchDesk(SportelloError):
    """The knowledge base has no desk of this name that gives appointments: see `booking` in its entry."""


class BrainError(SportelloError):
    """The brain did not answer."""


class BrainUnavailable(BrainError):
    """The brain cannot be reached now; trying again later may help."""


class BrainFailed(BrainError):
    """The brain refused this turn or failed at it; the same turn will fail again."""


class BrainCannotStart(BrainError):
    """The brain's process cannot be started."""


class Refused(SportelloError):
    """A request of the web chat that is not taken; its one argument is the reason's word."""

    def __init__(self, reason: str, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class StaffError(SportelloError):
    """Something about an account of the console that cannot be; its one argument is the reason's word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ChannelError(SportelloError):
    """A message did not leave; the error's text is a code of the provider's or a word of ours."""


class ChannelUnavailable(ChannelError):
    """The provider surely has not taken the message and may take it later."""

    def __init__(self, code: str, after: timedelta | None = None) -> None:
        super().__init__(code)
        self.after = after
        """How long the provider wants us to wait; none where it does not say."""


class ChannelRefused(ChannelError):
    """The provider does not take this message."""


class CitizenUnreachable(ChannelRefused):
    """Nothing gets through to this citizen until they write again: blocked, opted out, no such address."""


class OutcomeUnknown(ChannelError):
    """The call was cut off, and the provider may have taken the message or not."""


class MailNotSent(SportelloError):
    """The mail server did not take a mail; its one argument is a code."""


class ServiceCannotStart(SportelloError):
    """Something outside of us keeps the service from starting."""


class StorageError(SportelloError):
    """The database or what lies in it cannot be used."""


class DatabaseCannotStart(StorageError):
    """The embedded server cannot be started."""


class DatabaseTooNew(StorageError):
    """The database was changed by a newer version of this program."""


class KeyLost(StorageError):
    """A text was encrypted with a key that is not at hand, or has been tampered with."""


class NoSuchTalk(StorageError):
    """Somebody is named of whom there is no conversation, or none any more."""


class TalkBusy(StorageError):
    """The assistant is just answering in a talk that is to be erased."""


class LeaseLost(StorageError):
    """The work took longer than its lease, and another worker has it now: nothing of it may be written."""

"""A worker with all that it needs: the one place where its parts are put together."""

from collections.abc import Mapping

from bot.assistant import Assistant
from bot.brain.client import Answering as Brain
from bot.brain.patient import PatientBrain
from bot.channels.base import Channel
from bot.knowledge.live import LiveKnowledge
from bot.queue.pace import Pace
from bot.safety import crisis_in
from bot.storage.database import Database
from bot.worker.answering import Answering
from bot.worker.attending import Attending
from bot.worker.away import Away
from bot.worker.beside import Beside
from bot.worker.mailing import Mailing
from bot.worker.reduced import Reduced
from bot.worker.search import Search
from bot.worker.sending import Sending
from bot.worker.upkeep import Upkeep
from bot.worker.worker import Worker

NOTHING_SAID: Mapping[str, tuple[str, ...]] = {}
"""Of which municipalities an account serves: all."""


def make_worker(
    database: Database,
    knowledge: LiveKnowledge,
    brain: Brain,
    pace: Pace,
    channels: Mapping[str, Channel],
    mailing: Mailing | None = None,
    served: Mapping[str, tuple[str, ...]] = NOTHING_SAID,
) -> Worker:
    # Its signs are read now, which takes a second, and not with the first cry for help.
    crisis_in("")
    assistant = Assistant(PatientBrain(brain), knowledge)
    answering = Answering(assistant, knowledge, Reduced(Search(database)), pace, served)
    away = Away()
    sending = Sending(database, channels, pace, away)
    attending = Attending(database, answering, pace, sending.may_repeat)
    beside = Beside(database, knowledge, mailing)
    upkeep = Upkeep(database, knowledge, pace, beside, sending.may_repeat)
    return Worker(database, attending, sending, pace, beside, upkeep, away)

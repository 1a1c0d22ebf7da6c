"""Who writes, told with anything else: the name, and the number that is no day and no hour."""

from dataclasses import replace

from bot.booking.appointment import digits
from bot.booking.wishes import Reading, time_apart
from bot.dialogue.booking.names import Identity, introduced, told
from bot.dialogue.booking.visit import Visit


def identity_in(visit: Visit, text: str, reading: Reading) -> Identity:
    """The name and the number told; the digits of a day and an hour are no number."""
    identity = told(text)
    if reading is None or not identity.phone:
        return identity
    beside = told(time_apart(text, visit.turn.now)).phone
    is_number = bool(beside) and digits(identity.phone) in digits(beside)
    return identity if is_number else replace(identity, phone=beside)


def noting_who(visit: Visit, text: str, reading: Reading) -> Visit:
    """With the name that is introduced beside a wish, and the number; what is not told stays as it was."""
    errand = visit.errand
    phone = identity_in(visit, text, reading).phone
    return visit.with_errand(name=introduced(text) or errand.name, phone=phone or errand.phone)

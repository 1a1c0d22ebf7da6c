"""The yes to the summary, or what of it is to be another: the name, the number, the time, who comes."""

import re

from bot.dialogue.booking import asking, hearing, holding, proposing, reserve
from bot.dialogue.booking.agreeing import agrees
from bot.dialogue.booking.choosing import one_shown, wish_in, wished
from bot.dialogue.booking.earlier import earlier
from bot.dialogue.booking.introducing import identity_in
from bot.dialogue.booking.names import Identity, corrected_surname, introduced, is_a_name, own_name
from bot.dialogue.booking.namewords import given
from bot.dialogue.booking.naming import named
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision
from bot.italian import plain

_NAME = re.compile(r"\b(?:cog)?nome\b")
_WRONG = r"(?:(?:sbagli|errat|cambi(?!agh|as)|corregg|modific|altr|divers)\w*|male)"
_WRONG_NAME = re.compile(
    rf"\b{_WRONG}(?: \w+){{0,2}} (?:cog)?nome\b|\b(?:cog)?nome\b(?! (?:e|va) (?:giust|ben|ok|corrett|esatt))(?: \w+){{0,3}} {_WRONG}"
    r"|\b(?:cog)?nome non (?:e|va|si)\b|\bnon (?:e|va)(?: \w+){0,4} (?:cog)?nome\b"
)
_NAME_ALONE = re.compile(r"(?:(?:no|si|solo|soltanto|anche|il) )*(?:cog)?nome")
""" "Che cosa vuole cambiare?"."""


async def confirming(visit: Visit, text: str) -> Decision | None:
    if agrees(text, "book"):
        return await holding.book(visit)
    if chosen := one_shown(visit, text):
        return await holding.hold(visit, chosen)
    if decision := _about_who_comes(visit, text):
        return decision
    return await _corrected(visit, text)


async def _corrected(visit: Visit, text: str) -> Decision | None:
    """Another name, another number, another time: what is not said stays as it was."""
    reading = wish_in(visit, text)
    identity = identity_in(visit, text, reading)
    visit = visit.with_errand(phone=identity.phone or visit.errand.phone)
    is_name = bool(identity.name) and is_a_name(text, identity, has_wish=reading is not None)
    if is_name and (identity.is_full or introduced(text)):
        return holding.sum_up(visit.with_errand(name=identity.name))
    if reading:
        return await wished(visit, text, reading)
    if is_name and identity.name in text:
        return _named_anew(visit, identity)
    if identity.phone:
        return holding.sum_up(visit)
    speaks_of_it = _NAME.search(plain(text)) is not None and not hearing.is_question(text)
    return await _not_yet(visit, text) or (asking.ask_again(visit) if speaks_of_it else None)


async def _not_yet(visit: Visit, text: str) -> Decision | None:
    if hearing.wants_earlier(text):
        return await earlier(visit) or asking.ask_again(visit, visit.phrases.none_earlier_than_kept)
    if hearing.wants_others(text) or hearing.wants_another_time(text):
        return await proposing.others(visit)
    if hearing.is_no(text):
        return visit.says([visit.phrases.what_to_change], holding.naming_options(visit), step="confirming")
    return None


def _about_who_comes(visit: Visit, text: str) -> Decision | None:
    """ "Vengo solo io", "il mio invece è Andrea", "il telefono no": who it is for is asked back where it is not plain."""
    phrases, known = visit.phrases, visit.errand.name
    phone = identity_in(visit, text, wish_in(visit, text)).phone
    visit = visit.with_errand(phone=phone or visit.errand.phone)
    if surname := corrected_surname(text):
        return holding.sum_up(visit.with_errand(name=f"{given(known)} {surname}"))
    if not introduced(text) and (_WRONG_NAME.search(words := plain(text)) or _NAME_ALONE.fullmatch(words)):
        return _asks_other_name(visit)
    if other := own_name(text):
        said = phrases.whose_name.format(name=known, other=other)
        return visit.says([said], holding.naming_options(visit), step="naming", surname_asked=False)
    if reserve.comes_alone(text):
        return _asks_other_name(visit) if " e " in known else holding.sum_up(visit)
    if not (phone or introduced(text)) and reserve.keeps_to_oneself(text):
        if reserve.is_about_the_phone(text):
            return asking.ask_again(visit.with_errand(phone=""), phrases.no_phone_needed)
        return holding.sum_up(visit.with_errand(name=given(known).split()[0]))
    return None


def _named_anew(visit: Visit, identity: Identity) -> Decision:
    """A single name: one of those that are noted already, or another one."""
    if identity.name.casefold() in visit.errand.name.casefold().split():
        return holding.sum_up(visit)
    return named(visit.with_errand(name="", surname_asked=False), identity)


def _asks_other_name(visit: Visit) -> Decision:
    options = holding.naming_options(visit)
    return visit.says([visit.phrases.ask_other_name], options, step="naming", name="", surname_asked=False)

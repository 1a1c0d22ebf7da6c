"""The name, and the yes to the summary; either may be a change of mind."""

from bot.dialogue.booking import hearing, holding, proposing
from bot.dialogue.booking.choosing import wish_in, wished
from bot.dialogue.booking.names import Identity, introduced, is_a_name, told
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision


async def naming(visit: Visit, text: str) -> Decision | None:
    errand, phrases = visit.errand, visit.phrases
    reading = wish_in(visit, text)
    identity = told(text)
    if identity.name and is_a_name(text, identity, has_wish=reading is not None):
        return _named(visit, identity)
    if reading and not identity.phone:
        return await wished(visit, text, reading)
    if identity.phone:
        visit = visit.with_errand(phone=identity.phone)
        return visit.says([phrases.ask_phone_noted], holding.naming_options(visit), step="naming")
    if hearing.wants_others(text):
        return await proposing.others(visit)
    if errand.name and (hearing.is_no(text) or _keeps_the_surname(text)):
        return holding.sum_up(visit)
    if hearing.is_yes(text) or hearing.is_no(text) or hearing.refuses(text):
        return visit.says([phrases.ask_name_again], holding.naming_options(visit), step="naming")
    return None


def _keeps_the_surname(text: str) -> bool:
    plain = text.lower()
    return any(word in plain for word in ("basta", "solo", "preferisc", "non "))


def _named(visit: Visit, identity: Identity) -> Decision:
    errand, phrases = visit.errand, visit.phrases
    is_surname = errand.surname_asked and errand.name and not identity.is_full
    name = f"{errand.name} {identity.name}" if is_surname else identity.name
    visit = visit.with_errand(name=name, phone=identity.phone or errand.phone)
    if " " in name or errand.surname_asked:
        return holding.sum_up(visit)
    said = phrases.ask_surname.format(name=name)
    return visit.says([said], holding.naming_options(visit), step="naming", surname_asked=True)


async def confirming(visit: Visit, text: str) -> Decision | None:
    phrases = visit.phrases
    if hearing.is_yes(text):
        return await holding.book(visit)
    reading = wish_in(visit, text)
    identity = told(text)
    if identity.phone or (
        identity.name
        and (identity.is_full or introduced(text))
        and is_a_name(text, identity, has_wish=reading is not None)
    ):
        changed = visit.with_errand(name=identity.name or visit.errand.name, phone=identity.phone or visit.errand.phone)
        return holding.sum_up(changed)
    if "nome" in text.lower():
        return visit.says(
            [phrases.ask_other_name], holding.naming_options(visit), step="naming", name="", surname_asked=False
        )
    if reading:
        return await wished(visit, text, reading)
    if hearing.wants_others(text):
        return await proposing.others(visit)
    if hearing.is_no(text):
        return visit.says([phrases.what_to_change], holding.naming_options(visit), step="confirming")
    return None

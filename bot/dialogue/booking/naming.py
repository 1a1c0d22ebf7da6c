"""The name, or in its place a change of mind, a refusal, something said about who comes."""

from bot.dialogue.booking import asking, hearing, holding, proposing, reserve
from bot.dialogue.booking.choosing import one_shown, wish_in, wished
from bot.dialogue.booking.earlier import earlier
from bot.dialogue.booking.introducing import identity_in
from bot.dialogue.booking.names import Identity, is_a_name
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision


async def naming(visit: Visit, text: str) -> Decision | None:
    if chosen := one_shown(visit, text):
        return await holding.hold(visit, chosen)
    if hearing.is_yes(text) or hearing.is_no(text):
        return _no_name(visit, "")
    reading = wish_in(visit, text)
    identity = identity_in(visit, text, reading)
    is_name = bool(identity.name) and is_a_name(text, identity, has_wish=reading is not None)
    if is_name and (identity.name in text or not reserve.is_reserved(text)):
        is_all = not visit.errand.name and reserve.gives_the_first_name_alone(text)
        return named(visit.with_errand(surname_asked=visit.errand.surname_asked or is_all), identity)
    if hearing.wants_earlier(text):
        return await earlier(visit) or asking.ask_again(visit, visit.phrases.none_earlier_than_kept)
    visit = visit.with_errand(phone=identity.phone or visit.errand.phone)
    if reading:
        return await wished(visit, text, reading)
    if identity.phone:
        return visit.says([visit.phrases.ask_phone_noted], holding.naming_options(visit), step="naming")
    if hearing.wants_others(text):
        return await proposing.others(visit)
    return _no_name(visit, text)


def _no_name(visit: Visit, text: str) -> Decision | None:
    """A yes, a no, a refusal, or something about who comes: the name is still wanted, or the one that there is will do."""
    phrases, known = visit.phrases, visit.errand.name
    if reserve.comes_alone(text):
        kept = phrases.name_kept.format(name=known) if known else phrases.of_age_noted
        return asking.ask_again(visit, kept)
    if reserve.keeps_to_oneself(text) and reserve.is_about_the_phone(text):
        return asking.ask_again(visit, phrases.no_phone_needed)
    if not known and reserve.keeps_the_surname(text):
        said = f"{phrases.only_the_first_name} {phrases.ask_first_name}"
        return visit.says([said], holding.naming_options(visit), surname_asked=True, again=visit.errand.again + 1)
    if known and (not text or reserve.keeps_to_the_first_name(text) or reserve.refuses(text)):
        return holding.sum_up(visit)
    if not text or reserve.refuses(text) or reserve.keeps_to_oneself(text):
        if visit.errand.again:
            return asking.ask_again(visit)
        return visit.says([phrases.ask_name_again], holding.naming_options(visit), step="naming", again=1)
    return None


def named(visit: Visit, identity: Identity) -> Decision:
    errand, phrases = visit.errand, visit.phrases
    if identity.name.casefold() in errand.name.casefold().split() and " " in errand.name:
        return holding.sum_up(visit)
    is_surname = errand.surname_asked and errand.name and not identity.is_full
    name = f"{errand.name} {identity.name}" if is_surname else identity.name
    visit = visit.with_errand(name=name, phone=identity.phone or errand.phone)
    if " " in name or errand.surname_asked:
        return holding.sum_up(visit)
    said = phrases.ask_surname.format(name=name)
    return visit.says([said], holding.naming_options(visit), step="naming", surname_asked=True)

"""The name, and the yes to the summary; either may be a change of mind, a refusal, or something said about who comes."""

from bot.dialogue.booking import asking, hearing, holding, proposing, reserve
from bot.dialogue.booking.agreeing import agrees
from bot.dialogue.booking.choosing import one_shown, wish_in, wished
from bot.dialogue.booking.earlier import earlier
from bot.dialogue.booking.names import Identity, corrected_surname, introduced, is_a_name, own_name, told
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision


async def naming(visit: Visit, text: str) -> Decision | None:
    if chosen := one_shown(visit, text):
        return await holding.hold(visit, chosen)
    if hearing.is_yes(text) or hearing.is_no(text):
        return _no_name(visit, "")
    reading, identity = wish_in(visit, text), told(text)
    is_name = bool(identity.name) and is_a_name(text, identity, has_wish=reading is not None)
    if is_name and (identity.name in text or not reserve.is_reserved(text)):
        return _named(visit, identity)
    if hearing.wants_earlier(text):
        return await earlier(visit) or asking.ask_again(visit, visit.phrases.none_earlier_than_kept)
    if reading and not identity.phone:
        return await wished(visit, text, reading)
    if identity.phone:
        visit = visit.with_errand(phone=identity.phone)
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


def _named(visit: Visit, identity: Identity) -> Decision:
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


async def confirming(visit: Visit, text: str) -> Decision | None:
    if agrees(text, "book"):
        return await holding.book(visit)
    if chosen := one_shown(visit, text):
        return await holding.hold(visit, chosen)
    if decision := _about_who_comes(visit, text):
        return decision
    reading, identity = wish_in(visit, text), told(text)
    is_name = bool(identity.name) and is_a_name(text, identity, has_wish=reading is not None)
    if identity.phone or (is_name and (identity.is_full or introduced(text))):
        changed = visit.with_errand(name=identity.name or visit.errand.name, phone=identity.phone or visit.errand.phone)
        return holding.sum_up(changed)
    if "nome" in text.lower():
        return _asks_other_name(visit)
    if reading:
        return await wished(visit, text, reading)
    if is_name and identity.name in text:
        return _named_anew(visit, identity)
    return await _not_yet(visit, text)


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
    if surname := corrected_surname(text):
        return holding.sum_up(visit.with_errand(name=f"{known.split()[0]} {surname}"))
    if other := own_name(text):
        said = phrases.whose_name.format(name=known, other=other)
        return visit.says([said], holding.naming_options(visit), step="naming", surname_asked=False)
    if reserve.comes_alone(text):
        return _asks_other_name(visit) if " e " in known else holding.sum_up(visit)
    if reserve.keeps_to_oneself(text):
        if reserve.is_about_the_phone(text):
            return asking.ask_again(visit.with_errand(phone=""), phrases.no_phone_needed)
        return holding.sum_up(visit.with_errand(name=known.split()[0]))
    return None


def _named_anew(visit: Visit, identity: Identity) -> Decision:
    """A single name: one of those that are noted already, or another one."""
    if identity.name.casefold() in visit.errand.name.casefold().split():
        return holding.sum_up(visit)
    return _named(visit.with_errand(name="", surname_asked=False), identity)


def _asks_other_name(visit: Visit) -> Decision:
    options = holding.naming_options(visit)
    return visit.says([visit.phrases.ask_other_name], options, step="naming", name="", surname_asked=False)

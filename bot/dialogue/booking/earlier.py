"""Slots before the one that is kept, or before those on the screen: "qualcosa prima?"."""

from bot.booking.wishes.adding import without_moments
from bot.booking.wishes.remembered import from_text
from bot.dialogue.booking.offers import offered, suiting, varied
from bot.dialogue.booking.proposing import free_slots, shown_last
from bot.dialogue.booking.visit import Visit
from bot.dialogue.turn import Decision


async def earlier(visit: Visit) -> Decision | None:
    """Slots before the one that is kept, or those on the screen, as wished; none where there are none before the kept one."""
    is_kept = visit.errand.step != "choosing" and visit.held is not None
    wish, shown = from_text(visit.errand.wished), [visit.held] if is_kept and visit.held else shown_last(visit)
    free = await free_slots(visit)
    sooner = [slot for slot in free if shown and slot.start < shown[0].start]
    wishes = [wish, without_moments(wish), without_moments(wish, days=True)] if wish else []
    found = next((left for each in wishes if (left := suiting(sooner, each))), []) if wish else sooner
    if found:
        return offered(visit, [visit.phrases.offer_wished], varied(found), more=True)
    return None if is_kept else offered(visit, [visit.phrases.none_earlier], shown or varied(free), more=True)

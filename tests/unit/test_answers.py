"""What an entry says about what is asked of it; what it does not say is said to be missing."""

from datetime import date

import pytest

from bot.knowledge.answers import Answers
from bot.knowledge.base import Municipality
from bot.knowledge.schema import Aspect, Service
from bot.times import full_date
from tests.cast import (
    BORGO,
    CARD,
    FRONT_DESK,
    GYM,
    HOME_CARE,
    HOUSING,
    LISTENING,
    MEALS,
    PHRASES,
    VALLE,
    WEDNESDAY,
    borgo_with,
    municipality,
    service,
)

TODAY = WEDNESDAY.date()


def about(asked_of: Service, *aspects: Aspect, of: Municipality = BORGO, today: date = TODAY) -> list[str]:
    return Answers(of, PHRASES, today).about(asked_of, aspects)


def missing(aspect: Aspect) -> str:
    return PHRASES.missing.format(what=PHRASES.aspects[aspect].missing)


def test_asked_nothing_in_particular_it_says_what_it_is_and_for_whom() -> None:
    assert about(LISTENING) == ["Ti ascolto.\nUno sportello psicologico.", "Ai residenti."]


def test_two_aspects_are_two_paragraphs_in_the_order_asked() -> None:
    costs, hours = about(LISTENING, "costi", "orari")

    assert costs == "Il primo colloquio è gratuito."
    assert hours.startswith("Su appuntamento: mercoledì e venerdì dalle 16 alle 20, sabato dalle 8 alle 13.")


def test_the_hours_of_the_phone_stand_apart_from_those_of_the_desk() -> None:
    (hours,) = about(LISTENING, "orari")

    assert hours.splitlines()[-1] == "Al telefono rispondono: da martedì a venerdì dalle 16 alle 19."


def test_where_it_is() -> None:
    assert about(LISTENING, "dove") == ["Si trova qui: Biblioteca, via Dante 47, Borgo."]


def test_a_contact_is_given_as_the_source_prints_it() -> None:
    (contacts,) = about(LISTENING, "contatti")

    assert contacts.splitlines()[0] == "• telefono e WhatsApp 378 3059453 (la psicologa)"


def test_whoever_asks_how_to_get_it_is_told_whom_to_ask_too() -> None:
    (how,) = about(LISTENING, "come-accedere")

    assert how.startswith("Bisogna sempre prenotare.\nPer informazioni:\n• telefono e WhatsApp 378 3059453")


def test_what_the_document_does_not_say_is_said_to_be_missing_with_the_services_own_contact() -> None:
    (documents,) = about(LISTENING, "documenti")

    assert documents.startswith(missing("documenti"))
    assert "378 3059453" in documents


def test_a_service_without_contacts_falls_back_on_the_front_desks() -> None:
    (costs,) = about(HOME_CARE, "costi")

    assert costs.startswith(missing("costi"))
    assert "02 48694677" in costs


def test_two_things_that_are_not_written_are_said_in_one_breath_with_the_contact_once() -> None:
    (told,) = about(HOME_CARE, "costi", "tempi")

    costs, times = PHRASES.aspects["costi"].missing, PHRASES.aspects["tempi"].missing
    assert told.startswith(PHRASES.missing.format(what=f"né {costs} né {times}"))
    assert told.count("02 48694677") == 1


def test_what_is_written_comes_before_what_is_not_and_the_contact_last() -> None:
    told = about(HOME_CARE, "contatti", "come-accedere")

    assert told[0] == "Si chiede all'assistente sociale."
    assert told[1].startswith(PHRASES.missing_contact)
    assert "\n".join(told).count("02 48694677") == 1


def test_nobody_is_sent_to_a_fax_where_there_is_a_telephone() -> None:
    desk = service("x", contacts=[{"phone": "02 1"}, {"fax": "02 2"}])

    assert "02 2" not in about(desk, "costi")[0]
    assert "02 2" in about(desk, "contatti")[0]


NOWHERE = municipality(
    "monte",
    FRONT_DESK,
    notes=[
        {"kind": "to_confirm", "about": "address", "text": "None.", "say": "L'indirizzo non è scritto."},
        {"kind": "to_confirm", "about": "hours", "text": "None.", "say": "Gli orari non sono scritti."},
    ],
)


def test_a_towns_note_on_its_address_is_told_where_one_asks_for_it() -> None:
    (where,) = about(FRONT_DESK, "dove", of=NOWHERE)

    assert where.startswith("L'indirizzo non è scritto. Per informazioni:\n• telefono 02 48694677")


def test_a_towns_note_on_its_hours_is_told_only_where_an_entry_has_none() -> None:
    without = service("x")

    assert about(without, "orari", of=NOWHERE)[0].startswith("Gli orari non sono scritti.")
    assert "Gli orari non sono scritti." not in about(FRONT_DESK, "orari", of=NOWHERE)[0]


def test_where_nobody_has_a_contact_that_is_said_and_nothing_invented() -> None:
    (contacts,) = about(VALLE.front_desk, "contatti", of=VALLE)

    assert contacts == "Un recapito non c'è."


def test_where_not_even_a_note_says_so_the_assistant_does() -> None:
    bare = Municipality(VALLE.comune.model_copy(update={"notes": []}), VALLE.services)

    (contacts,) = about(bare.front_desk, "contatti", of=bare)

    assert contacts == PHRASES.no_contact


@pytest.mark.parametrize(
    ("today", "is_over"),
    [
        (date(2025, 2, 27), False),
        (date(2025, 2, 28), False),  # the last day counts
        (date(2025, 3, 1), True),
    ],
)
def test_a_card_that_is_over_is_told_as_over_before_anything_else(today: date, is_over: bool) -> None:
    assert (about(CARD, today=today)[0] == "La carta è finita.") == is_over


def test_a_service_of_which_only_the_title_is_known_says_so() -> None:
    (told,) = about(GYM, "costi")

    assert told.startswith(PHRASES.thin.format(title="Ginnastica over 55"))
    assert "02 48694677" in told


def test_what_little_is_known_of_it_is_told_where_it_is_asked() -> None:
    assert about(GYM, "a-chi") == ["A chi ha più di 55 anni."]


def test_a_number_that_looks_incomplete_is_never_given_without_the_warning() -> None:
    for aspect in ("contatti", "come-accedere", "costi"):
        (told,) = about(HOUSING, aspect)
        assert told.index("02 4869467") < told.index("Il numero sembra incompleto.")
        assert "casa@borgo.it" in told


@pytest.mark.parametrize(
    ("dated", "is_told"),
    [
        (date(2025, 11, 25), False),  # 365 days before 25 November 2026
        (date(2025, 11, 24), True),  # 366
        (None, False),
    ],
)
def test_a_document_older_than_a_year_is_named_with_its_date(dated: date | None, is_told: bool) -> None:
    source = {"document": "carta.txt", "section": "1", "dated": dated}
    old = service("vecchio", texts={"cos-e": "Un aiuto."}, source=source)

    told = f"(Informazioni dal documento del Comune di Borgo del {full_date(dated)}:" if dated else "(Informazioni"
    assert about(old)[-1].startswith(told) == is_told


def test_a_doubt_of_the_curator_is_told_beside_the_field_that_it_is_about() -> None:
    doubt = {"kind": "doubtful", "about": "hours", "text": "Perhaps.", "say": "Chiami prima di venire."}
    desk = FRONT_DESK.model_copy(update={"notes": service("x", notes=[doubt]).notes})

    assert about(desk, "orari")[0].endswith("Chiami prima di venire.")
    assert "Chiami prima di venire." not in "\n".join(about(desk, "cos-e"))


START = "Per chiederlo si parte dal Segretariato sociale."
GUIDED = borgo_with(start_here=START)


def test_how_to_get_what_no_document_tells_of_begins_at_the_front_desk() -> None:
    (way,) = about(MEALS, "come-accedere", of=GUIDED)

    assert way.startswith(f"{START}\n{PHRASES.ask_there}\n• telefono 02 48694677 (Welfare)")
    assert missing("come-accedere") not in way


def test_with_the_way_to_the_front_desk_itself_where_that_is_told() -> None:
    desk = FRONT_DESK.model_copy(update={"texts": {"come-accedere": "Si viene il giovedì."}})
    town = Municipality(GUIDED.comune, BORGO.services | {desk.id: desk})

    assert about(MEALS, "come-accedere", of=town)[0].splitlines()[1] == "Si viene il giovedì."


def test_a_service_that_has_a_contact_of_its_own_is_asked_itself() -> None:
    (way,) = about(HOUSING, "come-accedere", of=GUIDED)

    assert way.startswith(missing("come-accedere"))


def test_other_things_of_which_no_document_tells_are_still_missing() -> None:
    assert about(MEALS, "costi", of=GUIDED)[0].startswith(missing("costi"))

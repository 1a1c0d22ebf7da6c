"""What is kept back is no end of a booking; who comes, how old, and what is asked about an appointment of one's own."""

import pytest

from bot.dialogue.booking import asides, giving_up, reserve
from bot.dialogue.booking.ages import bare_age
from bot.dialogue.booking.minors import is_for_a_minor
from bot.dialogue.booking.moment import needs_a_moment
from bot.dialogue.booking.names import corrected_surname, own_name, told
from bot.dialogue.booking.parents import is_a_parent, is_about_the_parents, is_of_the_family, parents_are_against
from bot.dialogue.booking.writers import is_the_writers


@pytest.mark.parametrize(
    "text",
    [
        "non mi va di dare il cognome",
        "preferisco non lasciare il cellulare",
        "il numero no, grazie",
        "senza cognome se si può",
        "non vorrei dirlo",
        "i miei dati non ve li do",
        "non voglio lasciarle il recapito",
    ],
)
def test_what_is_kept_back_ends_nothing(text: str) -> None:
    assert reserve.keeps_to_oneself(text)
    assert not giving_up.gives_up(text)


def test_a_name_that_is_wrong_is_not_kept_back() -> None:
    assert not reserve.keeps_to_oneself("il nome non è giusto") and reserve.keeps_to_oneself("il nome non lo dico")


@pytest.mark.parametrize(
    "text",
    [
        "non voglio aspettare tanto",
        "non importa l'ora",
        "fa niente se è lontano",
        "non voglio di sabato",
        "non vorrei più tardi delle 18",
        "non prenoti giovedì",
        "lasci stare il telefono",
        "lasciamo perdere la mattina",
        "non voglio che lo sappia mio marito",
        "se non prenoto adesso perdo il posto?",
    ],
)
def test_no_end_of_the_booking(text: str) -> None:
    assert not giving_up.gives_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "non voglio più venire",
        "non lo voglio",
        "non voglio l'appuntamento",
        "non importa",
        "ho cambiato idea",
        "lascio stare la prenotazione",
        "lasci perdere la chiamo io domani",
        "lasci stare che ho fretta",
        "non prenoto più",
        "non importa, vado dal mio medico",
    ],
)
def test_an_end_of_the_booking(text: str) -> None:
    assert giving_up.gives_up(text)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("non importa, va bene venerdì", "va bene venerdì"),
        ("fa niente prendo il primo", "prendo il primo"),
        ("ho cambiato idea, meglio venerdì", "meglio venerdì"),
        ("lasci stare il telefono, Rosa Bianchi", "Rosa Bianchi"),
        ("lasci perdere giovedì, meglio venerdì", "meglio venerdì"),
        ("non importa", ""),
        ("lasci stare il telefono", ""),
        ("sabato alle 9", ""),
    ],
)
def test_what_follows_where_something_is_let_be(text: str, chosen: str) -> None:
    assert giving_up.chosen_instead(text) == chosen


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lina Brambilla che è mia zia", "Lina Brambilla"),
        ("Gino Sala, mio suocero", "Gino Sala"),
        ("Elena e Marco Riva", "Elena e Marco Riva"),
        ("solo Bruna", "Bruna"),
        ("va bene confermo", ""),
        ("perfetto, procedi", ""),
        ("vengo da sola", ""),
        ("magari", ""),
    ],
)
def test_the_name_among_other_words(text: str, name: str) -> None:
    assert told(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("il mio invece è Paolo", "Paolo"),
        ("io però sono Carla Neri", ""),
        ("io sono Carla Neri", "Carla Neri"),
        ("il mio è occupato", ""),
    ],
)
def test_the_writers_own_name_beside_anothers(text: str, name: str) -> None:
    assert own_name(text) == name


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("9 anni", 9),
        ("ne ha quattordici", 14),
        ("ha 63 anni", 63),
        ("mio figlio ha 12 anni compiuti", 12),
        ("ne fa 18", 17),
        ("ha quasi 18 anni", 17),
        ("10", None),
        ("alle 10", None),
        ("sto così da 7 anni", None),
        ("fra 2 anni", None),
        ("ha 3 figli", None),
        ("il 12", None),
    ],
)
def test_an_age_that_stands_alone(text: str, age: int | None) -> None:
    assert bare_age(text) == age


@pytest.mark.parametrize(
    "text",
    [
        "sono una liceale di 15 anni",
        "sono un ragazzino che ha 14 anni",
        "ne compio 18 a primavera",
        "faccio 17 anni domani",
        "ne ho 16 anni",
        "sono un minore",
        "non ho ancora 18 anni",
    ],
)
def test_a_writer_under_age(text: str) -> None:
    assert is_the_writers(text)
    assert is_for_a_minor(text)


@pytest.mark.parametrize(
    "text",
    [
        "sono una donna di 52 anni",
        "sono una mamma di un bambino di 4 anni",
        "faccio 12 ore al giorno",
        "compio 60 anni",
        "sono vedova da 10 anni",
        "sono una badante che ha 3 figli",
    ],
)
def test_a_writer_of_age(text: str) -> None:
    assert not is_the_writers(text)
    assert not is_for_a_minor(text)


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("no, il cognome è Ferro", "Ferro"),
        ("il cognome è Del Piero", "Del Piero"),
        ("il cognome è del vecchio", "Del Vecchio"),
        ("il cognome è sbagliato", ""),
        ("il cognome e il nome", ""),
    ],
)
def test_the_surname_corrected(text: str, surname: str) -> None:
    assert corrected_surname(text) == surname


def test_who_speaks_for_somebody_under_age() -> None:
    assert is_a_parent("guardi, sono il papà") and is_a_parent("telefono io")
    assert not is_a_parent("sono la nonna") and is_of_the_family("sono la nonna")
    assert is_about_the_parents("mio padre è d'accordo") and is_about_the_parents("può telefonare mia madre?")
    assert parents_are_against("i miei genitori non vogliono") and not parents_are_against("mia madre è d'accordo")


def test_said_beside_the_answer() -> None:
    assert needs_a_moment("un secondo che chiedo in casa") and not needs_a_moment("sabato alle 9")
    assert asides.asks_what_if("e se quel giorno non posso?") and not asides.asks_what_if("se posso, sabato")
    assert asides.asks_for_a_reminder("mi arriva un promemoria?") and not asides.asks_for_a_reminder(
        "mi chiami prima delle 18"
    )
    assert asides.does_not_know("non so quanti ne abbia") and not asides.does_not_know("so che ne ha 20")

"""Numbers, names, ages and yeses among other words, and the plain neighbours of each that mean something else."""

import pytest

from bot.dialogue.booking import asides, mine, reserve
from bot.dialogue.booking.ages import age_in
from bot.dialogue.booking.agreeing import agrees
from bot.dialogue.booking.listing import leaves_the_list
from bot.dialogue.booking.names import Identity, corrected_surname, introduced, told
from bot.dialogue.booking.namewords import given
from bot.dialogue.booking.writers import is_the_writers


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Elsa Riva, viale Monza 8 340 1112223", Identity("Elsa Riva", "340 1112223")),
        ("Elsa Riva\n41\n340 1112223", Identity("Elsa Riva", "340 1112223")),
        ("Elsa Riva 340 1112223\n2", Identity("Elsa Riva", "340 1112223")),
        ("via Verdi 14 20090", Identity()),
        ("Elsa 34 01 11 22 23", Identity("Elsa", "34 01 11 22 23")),
        ("340 - 111.22.23", Identity("", "340 - 111.22.23")),
        ("0039 02 4567890", Identity("", "0039 02 4567890")),
        ("+41 79 123 45 67 Elsa Riva", Identity("Elsa Riva", "+41 79 123 45 67")),
        ("non è 340 1112223, è 340 3332221", Identity("", "340 3332221")),
        ("è 340 3332221 e non 340 1112223", Identity("", "340 3332221")),
        ("Elsa Riva, nata a Lodi\n340 1112223", Identity("Elsa Riva", "340 1112223")),
    ],
)
def test_a_number_is_taken_without_what_stands_beside_it(text: str, identity: Identity) -> None:
    assert told(text) == identity


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nessun problema, il nome è Elsa Riva", "Elsa Riva"),
        ("cambi il nome in elsa riva", "Elsa Riva"),
        ("il nome è importante", ""),
        ("il nome è sbagliato", ""),
        ("il nome è quello di prima", ""),
        ("il nome in agenda è un altro", ""),
    ],
)
def test_a_name_that_is_told_to_be_the_name(text: str, name: str) -> None:
    assert introduced(text) == name


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Cognome Malerba", "Malerba"),
        ("cognome cambiaghi", "Cambiaghi"),
        ("cambi il cognome in Riva", "Riva"),
        ("Cognome No", ""),
        ("il cognome è giusto, il nome no", ""),
        ("il cognome preferisco non dirlo", ""),
    ],
)
def test_a_surname_that_sounds_like_another_word(text: str, surname: str) -> None:
    assert corrected_surname(text) == surname


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Anna Maria Sala", "Anna Maria"),
        ("Elsa De Luca", "Elsa"),
        ("De Luca Elsa", "Elsa"),
        ("Elsa", "Elsa"),
        ("Elsa Riva", "Elsa"),
    ],
)
def test_a_name_without_its_surname(name: str, first: str) -> None:
    assert given(name) == first


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("non è più questo il mio telefono", False),
        ("preferisco quest'altro recapito", False),
        ("senza problemi le do il numero", False),
        ("non avete scritto bene il cognome", False),
        ("non è il caso di dare il numero", True),
        ("non mi va bene lasciare il cognome", True),
        ("preferisco tenere per me il cognome", True),
        ("nessun numero", True),
        ("non c'è bisogno del telefono", True),
    ],
)
def test_what_is_corrected_is_not_kept_back(text: str, keeps: bool) -> None:
    assert reserve.keeps_to_oneself(text) is keeps


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("ne ho due, 11 e 19 anni", 11),
        ("11, 15 e 19 anni", 11),
        ("19 anni e 11", 11),
        ("19 anni il grande e 11 la piccola", 11),
        ("ha 19 anni e 2 figli", 19),
        ("ha 19 anni e 4 mesi", 19),
        ("alle 16, ha 19 anni", 19),
        ("18 fra qualche mese", 17),
        ("18 anni a primavera", 17),
        ("18 il mese scorso", 18),
        ("ha 18 anni, domani vorrebbe venire", 18),
        ("ha già 18 anni, in estate finisce la scuola", 18),
        ("diciassett'anni", 17),
        ("diciott'anni", 18),
    ],
)
def test_the_youngest_of_those_who_are_told_in_one_breath(text: str, age: int) -> None:
    assert age_in(text) == age


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ho 14 anni contributivi", False),
        ("ho 11 anni versati all'INPS", False),
        ("ho 16 anni compiuti", True),
        ("ho 16 anni, litigo con tutti", True),
        ("ho 16 anni lunedì posso venire", True),
        ("ho 16 anni tutti mi prendono in giro", True),
    ],
)
def test_years_of_work_are_no_age(text: str, is_one: bool) -> None:
    assert is_the_writers(text) is is_one


@pytest.mark.parametrize(
    "text", ["Sicuro?", "va bene?", "Tutto a posto?", "è tutto giusto?", "prenotalo?", "lo sposti?"]
)
def test_what_is_asked_agrees_to_nothing(text: str) -> None:
    assert not any(agrees(text, kind) for kind in ("book", "move", "cancel"))


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("mi avvisa mia sorella il giorno prima", False),
        ("mi chiamano il giorno prima dell'esame", False),
        ("mi avvisate il giorno prima del colloquio?", True),
        ("mi scrive lei il giorno prima?", True),
    ],
)
def test_a_reminder_of_the_appointment_and_no_other(text: str, is_asked: bool) -> None:
    assert asides.asks_for_a_reminder(text) is is_asked


@pytest.mark.parametrize(
    ("text", "is_late"),
    [
        ("arrivo tardi al lavoro", False),
        ("arrivo in ritardo a scuola", False),
        ("arrivo tardi all'appuntamento", True),
        ("sono in ritardo a causa del treno", True),
    ],
)
def test_who_comes_late_elsewhere(text: str, is_late: bool) -> None:
    assert asides.is_late(text) is is_late


@pytest.mark.parametrize(
    ("text", "is_mine"),
    [
        ("quando è il colloquio con le maestre?", False),
        ("quando ho l'appuntamento dal dentista?", False),
        ("quando è l'appuntamento con la signora psicologa?", True),
        ("a che ora è il colloquio con voi?", True),
        ("quando ho l'appuntamento al comune?", True),
    ],
)
def test_when_ones_own_appointment_is(text: str, is_mine: bool) -> None:
    assert mine.asks_when_mine_is(text) is is_mine


@pytest.mark.parametrize(
    ("text", "is_mine"),
    [
        ("il codice ateco qual è?", False),
        ("il codice di avviso", False),
        ("codice della strada", False),
        ("il mio codice qual è?", True),
        ("non trovo il codice della prenotazione", True),
        ("ho perso il codice che mi avete mandato", True),
        ("il codice, grazie", True),
    ],
)
def test_the_code_of_the_appointment_and_no_other(text: str, is_mine: bool) -> None:
    assert mine.asks_the_code(text) is is_mine


def test_who_comes_along_to_another_place() -> None:
    assert not mine.asks_for_company("mia zia viene con me a Lodi")
    assert mine.asks_for_company("mia zia viene con me al colloquio")


def test_who_is_to_be_left_off_the_list() -> None:
    assert leaves_the_list("non mi tenete più nella lista d'attesa")
    assert not leaves_the_list("non mi avete messo in lista") and not leaves_the_list("non mi metta in lista")

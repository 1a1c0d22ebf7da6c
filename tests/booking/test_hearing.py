"""What short answers mean while an appointment is made."""

import pytest

from bot.dialogue.booking import asides, giving_up, hearing
from bot.dialogue.booking.agreeing import agrees, keeps
from bot.dialogue.errand import Kind


@pytest.mark.parametrize(
    "text", ["sì", "si grazie", "ok", "va bene signorina", "👍", "certo", "Confermo!", "sì, va bene", "d'accordo"]
)
def test_a_yes(text: str) -> None:
    assert hearing.is_yes(text)


@pytest.mark.parametrize(
    "text", ["no", "sì ma sabato", "quanto costa?", "siete chiusi", "va bene anche alle 18?", "", "simona"]
)
def test_what_is_no_yes(text: str) -> None:
    assert not hearing.is_yes(text)


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("cancel", "disdica"),
        ("cancel", "sì, disdica pure l'appuntamento"),
        ("cancel", "sì annulla"),
        ("cancel", "può disdirlo, grazie"),
        ("cancel", "purtroppo devo disdire"),
        ("cancel", "sì, non posso più venire"),
        ("cancel", "non vengo più"),
        ("book", "sì il nome è giusto"),
        ("book", "va bene, prenotalo"),
        ("book", "sì, il nome e l'orario vanno bene"),
        ("move", "ok sposta"),
        ("move", "sì, lo sposti pure"),
    ],
)
def test_a_yes_to_what_was_asked(to: Kind, text: str) -> None:
    assert agrees(text, to)


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("cancel", "preferisco spostarlo invece di annullarlo"),
        ("cancel", "se lo disdico poi posso riprenderlo?"),
        ("cancel", "lo disdico?"),
        ("cancel", "no, annullare no"),
        ("cancel", "perché dovrei disdire"),
        ("cancel", "prima di disdire vorrei sapere quanto costa"),
        ("cancel", "ho sbagliato, volevo disdire quello di mio marito"),
        ("cancel", "confermo l'appuntamento"),
        ("cancel", "mi hanno annullato la visita"),
        ("book", "ok sposta"),
        ("book", "sì, disdica"),
        ("book", "il nome è giusto"),
        ("book", "sì il nome è giusto ma l'ora no"),
        ("move", "sì annulla"),
        ("move", "sposti a venerdì"),
        ("book", "sì tutto ok " * 400),
    ],
)
def test_no_yes_to_what_was_asked(to: Kind, text: str) -> None:
    assert not agrees(text, to)


@pytest.mark.parametrize(
    "text", ["no, annullare no", "no, ci vengo", "lo tengo", "non disdica", "confermo l'appuntamento"]
)
def test_an_appointment_is_kept(text: str) -> None:
    assert keeps(text)


@pytest.mark.parametrize(
    "text", ["no, non posso venire", "no, ma quanto costa?", "sì", "non so", "prima mi dica dove siete"]
)
def test_it_is_not_said_that_an_appointment_is_kept(text: str) -> None:
    assert not keeps(text)


@pytest.mark.parametrize(
    "text",
    [
        "annulla",
        "lasciamo perdere",
        "no grazie, lasci stare",
        "ci ho ripensato",
        "non importa",
        "sì annulla",
        "non voglio più",
    ],
)
def test_giving_up(text: str) -> None:
    assert giving_up.gives_up(text)


@pytest.mark.parametrize(
    "text", ["annullerei volentieri il caldo", "voglio prenotare", "sabato", "no, sabato", "Stopponi Anna"]
)
def test_going_on(text: str) -> None:
    assert not giving_up.gives_up(text)


def test_letting_it_be_and_nothing_else() -> None:
    assert giving_up.says_no_more("mi sa che lascio stare, grazie")
    assert not giving_up.says_no_more("lascio stare, ormai per me non c'è più niente da fare")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("arrivo in ritardo di dieci minuti", 10),
        ("sono in ritardo", None),
        ("faccio tardi, un quarto d'ora", 15),
        ("arrivo un po' tardi, mezz'ora", 30),
        ("ho 20 minuti di ritardo, porto ritardo", 20),
    ],
)
def test_a_delay(text: str, minutes: int | None) -> None:
    assert asides.is_late(text)
    assert asides.minutes_late(text) == minutes


@pytest.mark.parametrize(
    "text", ["il ritardo della pensione", "è troppo tardi?", "meglio più tardi", "sabato sul tardi"]
)
def test_no_delay(text: str) -> None:
    assert not asides.is_late(text)

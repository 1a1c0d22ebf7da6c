"""Which municipality a message names; with the names that stand in knowledge/."""

import pytest

from bot.dialogue.comuni import asks_there_too, closest_comune, named_comune, names_only_elsewhere
from bot.knowledge.base import Knowledge, Municipality
from tests.cast import BOOKING, EMERGENCIES, PHRASES, municipality, service

DESK = service("segretariato-sociale", concept="segretariato", title="Segretariato sociale")


def town(id: str, name: str, *also: str, titles: tuple[str, ...] = ()) -> Municipality:
    projects = [service(f"progetto-{number}", title=title) for number, title in enumerate(titles)]
    return municipality(id, DESK, *projects, name=name, also=list(also))


TOWNS = Knowledge(
    {
        "bussero": town("bussero", "Bussero"),
        "cernusco": town("cernusco", "Cernusco sul Naviglio", "cernusco", "cernusco s/n"),
        "cesano": town("cesano", "Cesano Boscone", "cesano"),
        "sesto": town("sesto", "Sesto San Giovanni", "sesto", "sesto s. giovanni", titles=("Sesto aiuta Sesto",)),
    },
    PHRASES,
    EMERGENCIES,
    BOOKING,
)


@pytest.mark.parametrize(
    ("text", "comune"),
    [
        ("Cesano Boscone", "cesano"),
        ("quanto costa il SAD a cesano boscone?", "cesano"),
        ("la mensa di BUSSERO", "bussero"),
        ("Cernusco  sul Naviglio!", "cernusco"),
        ("orari Sesto San Giovanni sportello psicologico", "sesto"),
    ],
)
def test_the_full_name_names_it_anywhere(text: str, comune: str) -> None:
    assert named_comune(text, TOWNS) == comune


@pytest.mark.parametrize(
    ("text", "comune"),
    [
        ("abito a Sesto con mia madre anziana", "sesto"),
        ("sono di cesano e cerco una badante", "cesano"),
        ("vorrei sapere gli orari per Cernusco, grazie", "cernusco"),
        ("il comune di sesto dà dei contributi?", "sesto"),
    ],
)
def test_a_short_name_names_it_after_a_preposition(text: str, comune: str) -> None:
    assert named_comune(text, TOWNS) == comune


@pytest.mark.parametrize(
    ("text", "comune"),
    [
        ("sesto", "sesto"),
        ("e sesto?", "sesto"),
        ("Cesano", "cesano"),
        ("orari cernusco", "cernusco"),
        ("sesto s. giovanni", "sesto"),
        ("cernusco s/n", "cernusco"),
    ],
)
def test_a_short_name_is_enough_in_a_short_message(text: str, comune: str) -> None:
    assert named_comune(text, TOWNS) == comune


@pytest.mark.parametrize(
    "text",
    [
        "sesto piano",
        "abito al sesto piano senza ascensore",
        "sesto mese",
        "sono al sesto mese di gravidanza",
        "è il mio sesto figlio",
        "la sesta volta che chiamo",
    ],
)
def test_the_sixth_of_something_is_not_sesto(text: str) -> None:
    assert named_comune(text, TOWNS) is None


@pytest.mark.parametrize("text", ["Sesto aiuta Sesto", "cos'è sesto aiuta sesto?", "come funziona Sesto Aiuta Sesto"])
def test_a_project_with_the_towns_name_in_it_does_not_name_the_town(text: str) -> None:
    assert named_comune(text, TOWNS) is None


def test_beside_such_a_project_the_town_may_still_be_named() -> None:
    assert named_comune("il progetto Sesto aiuta Sesto, abito a Bussero", TOWNS) == "bussero"


@pytest.mark.parametrize("text", ["Cesano Maderno", "abito a Sesto Calende", "a Cernusco Lombardone", "di Milano"])
def test_a_town_that_only_begins_alike_is_another_town(text: str) -> None:
    assert named_comune(text, TOWNS) is None


@pytest.mark.parametrize("text", ["", "quanto costa?", "sestosangiovanni", "mi piace molto cernusco"])
def test_most_messages_name_none(text: str) -> None:
    assert named_comune(text, TOWNS) is None


def test_who_compares_a_town_with_ones_own_does_not_name_it() -> None:
    assert named_comune("a Bussero c'è il pasto a domicilio, da noi?", TOWNS) is None


@pytest.mark.parametrize(
    ("text", "comune"),
    [
        ("ceasno boscone", "cesano"),
        ("abito a sesto san giovani", "sesto"),
        ("sono di busero", "bussero"),
        ("Milano", None),
        ("Cesano Maderno", None),
        ("", None),
    ],
)
def test_a_misspelt_name_is_the_closest_one_if_it_is_close(text: str, comune: str | None) -> None:
    assert closest_comune(text, TOWNS) == comune


@pytest.mark.parametrize(
    "text",
    [
        "un mio amico di Bussero l'ha già ricevuto",
        "la cognata che vive a Cesano ha la badante pagata",
        "mia zia a Sesto San Giovanni ce l'ha da anni",
        "a mio fratello lo danno, a Cernusco",
        "la mia vicina a Cernusco lo prende",
        "il vicino di mia madre a Bussero ce l'ha",
        "un familiare di Bussero l'ha avuto",
        "mia suocera a Bussero prende il pasto a casa, e io?",
        "a Cesano ce l'hanno",
        "ho fatto la badante trent'anni, ho lavorato a Bussero",
        "prima abitavo a Cesano Boscone",
        "sono nata a Sesto",
        "mio marito lavora a Cernusco",
        "io lavoro a Bussero",
        "mi sono trasferita da Bussero",
        "non abito più a Bussero",
        "non sono di Sesto",
    ],
)
def test_a_relatives_town_and_one_of_before_are_not_the_citizens(text: str) -> None:
    assert named_comune(text, TOWNS) is None
    assert names_only_elsewhere(text, TOWNS)


@pytest.mark.parametrize(
    ("text", "comune"),
    [
        ("abitavo a Cesano, adesso sono di Bussero", "bussero"),
        ("mio cugino è di Sesto, io vivo a Cernusco", "cernusco"),
        ("lavoro a Sesto ma abito a Cesano", "cesano"),
        ("e a Bussero?", "bussero"),
        ("cerco lavoro a Bussero", "bussero"),
        ("c'è uno psicologo vicino a Bussero?", "bussero"),
        ("cerco una mano vicino a Bussero", "bussero"),
        ("il CAF più vicino a Cernusco?", "cernusco"),
        ("il consultorio familiare a Bussero", "bussero"),
        ("i generi alimentari a Cernusco li danno?", "cernusco"),
        ("offerte di lavoro a Bussero?", "bussero"),
        ("c'è lavoro a Cernusco?", "cernusco"),
        ("ho perso il lavoro a Bussero", "bussero"),
        ("non riesco a pagare l'affitto a Bussero", "bussero"),
        ("mi sono trasferita a Cesano Boscone, c'è la psicologa?", "cesano"),
        ("mi sono trasferita da Bussero a Cesano Boscone", "cesano"),
        ("ho lavorato una vita, residente a Sesto San Giovanni, pensione minima", "sesto"),
        ("ho sempre lavorato a Cernusco e risiedo a Bussero", "bussero"),
        ("ho vissuto a Bussero, ora sto a Cernusco", "cernusco"),
        ("non abito a Bussero ma a Cesano Boscone", "cesano"),
        ("non sono di Bussero, sono di Sesto", "sesto"),
        ("a Bussero lo danno?", "bussero"),
        ("mio padre abita a Sesto ed è caduto", "sesto"),
        ("vivo a Cesano con mia sorella", "cesano"),
        ("il contributo a Cernusco c'è per tutti", "cernusco"),
        ("mia sorella abita a Bussero e io a Cernusco, vale anche per me?", "cernusco"),
        ("mio figlio vive a Bussero, io invece sto a Sesto: quanto pago?", "sesto"),
        ("abito a Cernusco e mia sorella a Bussero, vale anche per me?", "cernusco"),
        ("io sono di Sesto, il mio ex sta a Bussero", "sesto"),
        ("mia madre abita a Bussero e io a Cernusco, vale anche per me?", "cernusco"),
        ("io sto a Bussero, mia madre a Sesto, quanto costa l'aiuto a casa?", "sesto"),
        ("mio padre vive a Sesto e io a Bussero, chi lo aiuta?", "sesto"),
        ("vivo a Cesano con mia sorella, a Sesto si paga meno?", "cesano"),
        ("io e mia sorella abitiamo a Cesano", "cesano"),
        ("io sono di Cesano Boscone e mio fratello di Bussero", "cesano"),
        ("mia sorella Anna abita da sola a Bussero, noi invece a Cernusco", "cernusco"),
        ("sono di Cesano, mia madre è caduta a Sesto", "cesano"),
        ("quanto costa a Sesto e quanto a Bussero?", "sesto"),
    ],
)
def test_where_one_lives_or_asks_about_or_a_parent_needs_help_is(text: str, comune: str) -> None:
    assert named_comune(text, TOWNS) == comune
    assert not names_only_elsewhere(text, TOWNS)


@pytest.mark.parametrize(
    "text",
    [
        "e a Bussero?",
        "e a Cernusco ce l'avete? lì c'è mia zia",
        "Invece a Sesto esiste. Perché ci vive mio cognato",
        "ma a Cesano Boscone lo danno, che lei sappia?",
        "Bussero invece?",
    ],
)
def test_who_begins_by_asking_for_the_same_elsewhere(text: str) -> None:
    assert asks_there_too(text, TOWNS)


@pytest.mark.parametrize(
    "text",
    [
        "a Bussero c'è la piscina?",
        "sono di Cesano, non pago la luce",
        "e mia zia di Sesto?",
        "e il segretariato?",
        "mia nonna sta a Bussero",
    ],
)
def test_who_asks_for_something_of_its_own_there_does_not(text: str) -> None:
    assert not asks_there_too(text, TOWNS)

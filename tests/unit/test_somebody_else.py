"""Who may come in one's place or along: all whom the word lists of relatives know, and nobody for a word that only sounds so."""

import pytest

from bot.dialogue.somebody_else import comes_along, comes_in_ones_place, may_have_it

INSTEAD = [
    "mio figlio",
    "mia figlia",
    "la mia figliola",
    "mia figliastra",
    "mio marito",
    "mia moglie",
    "il mio compagno",
    "la mia compagna",
    "il convivente",
    "il fidanzato",
    "mio fratello",
    "mia sorella",
    "mio nipote",
    "la nipotina",
    "mia cugina",
    "mio zio",
    "mia nonna",
    "mia bisnonna",
    "il vicino",
    "la vicina",
    "il badante",
    "mia nuora",
    "mio genero",
    "mio suocero",
    "mia suocera",
    "mia madre",
    "mio padre",
    "la mamma",
    "mio papa",
    "mio babbo",
    "un genitore",
    "mio cognato",
    "mia cognata",
    "un amico",
    "un conoscente",
    "un parente",
    "un familiare",
    "il tutore",
    "la tutrice",
    "qualcuno",
    "un altra persona",
    "un altro",
]
"""All of the list that stood here before."""


@pytest.mark.parametrize("who", INSTEAD)
def test_anybody_of_the_list_may_come_in_ones_place(who: str) -> None:
    assert comes_in_ones_place(f"puo venire a ritirarlo {who}")
    assert may_have_it(f"{who} puo fare domanda")


@pytest.mark.parametrize(
    "who",
    ["mio marito", "mia moglie", "il compagno", "mia sorella", "una vicina", "la badante", "mia nuora", "mio genero", "un amico",
     "una persona", "un familiare", "qualcuno", "un avvocato", "il coniuge", "un collega", "una mia amica"],
)  # fmt: skip
def test_an_equal_comes_along(who: str) -> None:
    assert comes_along(f"posso portare {who}")


@pytest.mark.parametrize("who", ["mia madre", "mio figlio", "la bambina", "mio nonno", "il cane", "un documento"])
def test_whoever_brings_a_mother_or_a_child_brings_the_one_in_need(who: str) -> None:
    assert not comes_along(f"posso portare {who}")


@pytest.mark.parametrize(
    "message",
    [
        "anche una non sposata puo andare allo sportello o e solo per le mogli",
        "il consultorio familiare puo fare la mediazione",
        "un ufficio vicino puo fare la domanda",
        "la sposa puo entrare in municipio con la banda",
        "i generi alimentari possono andare a tutti",
    ],
)
def test_what_only_sounds_like_a_relative_is_nobody(message: str) -> None:
    assert not (comes_in_ones_place(message) or comes_along(message) or may_have_it(message))

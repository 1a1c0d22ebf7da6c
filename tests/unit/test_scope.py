"""Whose business a question is, by its words; with the words of knowledge/scope.yaml and with some of our own."""

import pytest

from bot.knowledge.scope import Scope
from tests.cast import SCOPE

OURS = Scope(other_offices=("bosc*", "carta d'identità", "bell* mar*"), own_troubles=("fame",), wishes=("mi serve",))


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("il boschetto", True),
        ("i boschi", True),
        ("imboscata", False),
        ("la CARTA D’IDENTITA", True),
        ("la carta", False),
        ("il bel mare", False),
        ("i belli marmi", True),
        ("", False),
    ],
)
def test_a_word_is_found_whole_or_by_its_beginning(text: str, is_named: bool) -> None:
    assert OURS.names_another_office(text) == is_named


def test_without_words_nothing_is_found() -> None:
    empty = Scope()

    assert not (empty.names_another_office("tari") or empty.tells_of_trouble("fame") or empty.wishes_for_help("aiuto"))


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("mi servirebbe una mano per il bagno di mio suocero", True),
        ("qualcuno che stia con mia nonna la notte", True),
        ("non riusciamo più a sollevarlo", True),
        ("dormo per strada", True),
        ("ho perso il lavoro a giugno", True),
        ("avete un servizio per mia nonna?", False),
        ("esiste lo psicologo? mi serve", False),
        ("assistenza domiciliare anziani", False),
    ],
)
def test_who_wants_help_is_told_from_who_asks_whether_there_is_such_a_thing(text: str, wishes: bool) -> None:
    assert SCOPE.wishes_for_help(text) == wishes


@pytest.mark.parametrize(
    "text",
    ["il mutuo mi strozza", "mia suocera non mi parla", "dormiamo in un garage", "ho fame", "offerte di lavoro?"],
)
def test_a_trouble_is_known_by_its_words(text: str) -> None:
    assert SCOPE.tells_of_trouble(text)
    assert not SCOPE.names_another_office(text)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("dormo per strada", True),
        ("siamo in mezzo a una strada", True),
        ("sono stata buttata fuori di casa", True),
        ("mio fratello è finito per strada", True),
        ("non arrivo a fine mese", True),
        ("ho perso il lavoro tempo fa e non pago il condominio", True),
        ("c'è una buca in mezzo alla strada", False),
        ("se non pago la multa entro fine mese?", False),
        ("ho tre bambini", False),
    ],
)
def test_a_hardship_is_what_somebody_lacks_to_live(text: str, tells: bool) -> None:
    assert SCOPE.tells_of_hardship(text) == tells


@pytest.mark.parametrize(
    "text",
    [
        "la tari la pago dopo, a casa non abbiamo da mangiare",
        "non ho più da mangiare e mi arriva la multa",
        "i miei nipoti non hanno neanche da mangiare",
        "in casa non c’è da mangiare",
        "non abbiamo di che sfamare i bambini",
        "non so cosa dare da mangiare ai figli",
        "ho il frigo vuoto e la mensa da pagare",
        "i miei bambini hanno fame",
        "saltiamo i pasti per pagare l'IMU",
        "non ho più un euro per la mensa",
        "non ho un lavoro e devo rifare la patente",
        "non abbiamo più casa, che residenza metto?",
        "non ho un posto dove stare",
        "viviamo in macchina, e la carta d'identità?",
    ],
)
def test_who_has_nothing_to_eat_no_money_or_no_home_lacks_what_one_lives_on(text: str) -> None:
    assert SCOPE.tells_of_hardship(text)


@pytest.mark.parametrize(
    "text",
    [
        "non mangiamo maiale, la mensa lo sa?",
        "al centro estivo che cosa danno da mangiare?",
        "in mensa non c'è da mangiare senza glutine",
        "posso dare da mangiare ai gatti della colonia?",
        "i cani del canile non hanno da mangiare",
        "quante ore senza mangiare per le analisi?",
        "non ho casa di proprietà, pago l'IMU?",
        "non ho casa a Cesano, posso usare la biblioteca?",
        "non ho lavoro sabato, la piscina è aperta?",
        "abito in via Tenda 3",
        "ho il posto auto in garage, pago la tari?",
        "butto il frigo vuoto in discarica?",
        "ho finito i soldi sulla tessera della mensa",
    ],
)
def test_what_only_sounds_like_it_is_no_hardship(text: str) -> None:
    assert not SCOPE.tells_of_hardship(text)


def test_a_bar_stands_for_either_word() -> None:
    either = Scope(hardships=("ho|abbiamo più fred*|freddissimo",), no_hardships=("ho più freddo al",))

    assert either.tells_of_hardship("abbiamo più freddi") and either.tells_of_hardship("ho più freddissimo")
    assert not either.tells_of_hardship("ho freddo") and not either.tells_of_hardship("ho più freddo al naso")


@pytest.mark.parametrize(("text", "is_named"), [("che tempo fa domani?", True), ("l'ho chiesto tempo fa", False)])
def test_some_time_ago_is_no_weather(text: str, is_named: bool) -> None:
    assert SCOPE.names_another_office(text) == is_named

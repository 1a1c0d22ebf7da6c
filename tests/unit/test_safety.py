"""Cries for help: found without the brain, and figures of speech left alone."""

import json
from pathlib import Path

import pytest

from bot.safety import crisis_in
from bot.safety.crisis import suspected
from bot.safety.kinds import CrisisKind, Voice

SET = Path(__file__).parent.parent / "understanding" / "messages.jsonl"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mio marito mi picchia", "violence"),
        ("MIO MARITO MI PICCHIA", "violence"),
        ("il mio ex mi segue dappertutto e mi minaccia", "violence"),
        ("voglio morire", "suicide"),
        ("nn voglio piu vivere", "suicide"),
        ("voglio farla finita", "suicide"),
        ("mio figlio viene picchiato dal padre", "child"),
        ("mio padre è svenuto e non respira", "medical"),
        ("ho un dolore fortissimo al petto e al braccio", "medical"),
        ("help my husband is beating me", "violence"),
    ],
)
def test_a_plain_cry_is_found_however_it_is_written(text: str, kind: CrisisKind) -> None:
    crisis = crisis_in(text)

    assert crisis is not None
    assert crisis.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "muoio dal ridere",
        "mi ammazzo di fatica tutto il giorno",
        "la bolletta mi uccide",
        "questa burocrazia mi fa morire",
        "quanto costa ti ascolto?",
        "a che ora apre il centro antiviolenza?",
        "da quando è morto mio marito mi sento sola e vorrei parlare con una psicologa",
        "devo fare una ricerca per la scuola sulla violenza sulle donne",
        "",
        "👍",
    ],
)
def test_a_figure_of_speech_or_a_sadness_is_no_cry(text: str) -> None:
    assert crisis_in(text) is None


FRAMES = [
    "{} Volevo anche chiedere a che ora apre il segretariato sociale, perché giovedì sono libera, e se devo portare qualche carta.",
    "Buongiorno, le scrivo per la bolletta della luce che quest'inverno è arrivata doppia. Mia sorella mi ha detto che c'è un bonus. {} La ringrazio "
    "e le auguro una buona giornata.",
    "allora io abito in via roma da vent'anni e prima stavo a milano con i miei e adesso {} e poi volevo sapere del corso di ginnastica "
    "che fate in palestra il martedì quanto costa e se c'è posto anche per una mia amica",
]
"""Long ordinary messages, the last dictated without a full stop."""


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "cry", ["voglio morire", "mi voglio ammazzare", "mio marito mi picchia", "mio padre non respira"]
)
def test_many_ordinary_words_do_not_outweigh_a_plain_cry(cry: str, frame: str) -> None:
    said = cry if frame is FRAMES[-1] else cry.capitalize() + "."

    crisis = crisis_in(frame.format(said))

    assert crisis is not None
    assert crisis.certain


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("calm", ["muoio dal ridere", "la bolletta mi uccide", "il pranzo è pronto"])
def test_a_long_message_without_a_cry_is_none(calm: str, frame: str) -> None:
    assert crisis_in(frame.format(calm)) is None


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("ho 13 anni e mio papà mi picchia", "minor"),
        ("la mia vicina viene picchiata dal marito, sento urlare", "third_person"),
        ("mio marito mi picchia", "self"),
    ],
)
def test_who_writes_is_told_apart(text: str, voice: Voice) -> None:
    crisis = crisis_in(text)

    assert crisis is not None
    assert crisis.voice == voice


def test_on_messages_that_taught_it_nothing_it_finds_nearly_every_cry_and_hardly_a_false_one() -> None:
    lines = [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]
    cries = [line for line in lines if line["expect"].get("crisis")]
    calm = [line for line in lines if not line["expect"].get("crisis")]

    missed = [line["text"] for line in cries if crisis_in(line["text"]) is None]
    alarms = [line["text"] for line in calm if crisis_in(line["text"])]

    assert len(missed) <= 0.08 * len(cries), missed
    assert len(alarms) <= 0.02 * len(calm), alarms


@pytest.mark.parametrize(
    "text",
    ["l'ultima", "l'ultimo", "la prima", "addio", "fine", "basta così", "da sola", "ho finito", "stasera", "ho deciso"],
)
def test_a_word_or_two_that_cries_hold_too_are_no_cry(text: str) -> None:
    assert crisis_in(text) is None


@pytest.mark.parametrize("text", ["voglio morire", "mi picchia", "mi ammazzo", "non respira"])
def test_two_plain_words_are_a_cry(text: str) -> None:
    assert crisis_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "il padrone di casa mi minaccia di buttarmi fuori",
        "il proprietario minaccia di buttarmi in strada se non pago l'affitto",
        "non voglio vivere da sola, cerco una badante",
        "non voglio vivere di elemosina, cerco lavoro",
        "non voglio più vivere qui, il quartiere è rumoroso",
        "sono stanca di vivere in affitto, come si chiede una casa popolare?",
        "mi sono rotto il braccio, non posso venire",
        "ho un braccio rotto e vivo sola",
        "mia madre è costretta a letto, chi viene a lavarla?",
        "vorrei un aiuto, è morto mio padre",
        "ho bisogno del certificato di morte di mio padre",
        "l'ufficio riaprirà domani?",
        "ciao a tutti, stasera siete aperti?",
        "vorrei aprire un contratto del gas",
        "la bolletta la pagherò il mese prossimo",
        "ho paura di tornare a casa dall'ospedale da sola",
        "non trovo un nido per mia figlia",
        "non troviamo una badante per mia madre",
        "chi mi tiene i bambini a casa due ore?",
        "prendo i bambini a scuola alle quattro",
        "sono sola in casa da 10 anni",
        "mi tocca pagare da anni la retta",
        "mi hanno rubato i documenti",
        "prendo le pastiglie due volte al giorno",
        "sono bloccata con lo spid e non riesco a entrare",
    ],
)
def test_an_everyday_worry_holds_no_plain_sign_of_danger(text: str) -> None:
    crisis = suspected(text)

    assert crisis is None or not crisis.certain


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mio marito mi minaccia di buttarmi fuori di casa", "violence"),
        ("il padrone di casa mi minaccia con un coltello", "violence"),
        ("minaccia di buttarsi", "suicide"),
        ("ho paura di buttarmi giù", "suicide"),
        ("non voglio più vivere in questo mondo", "suicide"),
        ("non riesco più a vivere con questo dolore", "suicide"),
        ("sono stanca di vivere", "suicide"),
        ("mi ha rotto un dente con un pugno", "violence"),
        ("vorrei tanto essere morta", "suicide"),
        ("ho aperto il gas", "suicide"),
        ("ho paura di tornare a casa, mio marito beve", "violence"),
        ("non trovo più mio figlio, era al parco", "child"),
        ("tiene la figlia chiusa in camera", "child"),
        ("ho paura di perdere il controllo e fare male a mio figlio", "child"),
    ],
)
def test_a_cry_in_nearly_the_same_words_holds_one(text: str, kind: CrisisKind) -> None:
    crisis = suspected(text)

    assert crisis is not None
    assert crisis.certain
    assert crisis.kind == kind

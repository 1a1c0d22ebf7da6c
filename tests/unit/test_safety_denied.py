"""What "non" denies: the wish that it governs itself, never the one of another clause."""

import pytest

from bot.safety import crisis_in
from bot.safety.crisis import suspected
from bot.safety.reading import read

OF_ANOTHER_CLAUSE = [
    "non importa voglio morire",
    "non fa niente, tanto voglio morire",
    "non preoccuparti, stasera mi ammazzo",
    "non ne posso più, penso di uccidermi",
    "non capisci, vorrei morire",
    "non rispondete mai, vorrei ammazzarmi",
    "non mi aiuta nessuno, mi voglio ammazzare",
    "non lo so, mi voglio uccidere",
    "non voglio parlare, voglio morire",
    "non vorrei disturbare ma penso di uccidermi",
    "non mi fermate, mi voglio uccidere",
    "nn dire niente a mamma voglio farla finita",
]
TURNED_ROUND = [
    "non voglio altro che morire",
    "non penso che a morire",
    "non posso non pensare a uccidermi",
    "non è vero che non voglio morire",
    "non so se voglio morire",
    "non mi resta che ammazzarmi",
    "non vedo l'ora di morire",
    "non voglio più vivere",
    "non voglio morire ma devo farla finita",
    "non mi ammazzo solo per i miei figli",
]
DENIED = [
    ("non voglio morire", "non voglio niente, voglio morire"),
    ("non mi voglio mica ammazzare", "non so come dirlo, mi voglio ammazzare"),
    ("non ho mai pensato di uccidermi", "non ho mai pensato di uccidermi come stasera"),
    ("non ho mai pensato a morire", "non avrei mai pensato di voler morire"),
    ("mio padre non mi ha mai picchiata", "non mi aveva mai picchiata"),
    ("non ho mai pensato al suicidio", "non ho mai pensato al suicidio ma ora ci penso"),
    ("non penso di uccidermi", "per adesso non ce la faccio e penso di uccidermi"),
    ("non ho nessuna intenzione di uccidermi", "non ho nessuna scelta, ho intenzione di uccidermi"),
    ("non ho detto che voglio morire", "non ho detto a nessuno che voglio morire"),
    ("mica mi ammazzo", "mi ammazzo"),
    ("non farei mai del male a nessuno", "non farei del male a nessuno tranne che a me stessa"),
    ("non mi faccio del male", "non mi faccio del male da ieri"),
    ("mio marito non mi picchia", "mio marito non mi picchia quando è sobrio"),
    ("non mi ha mai messo le mani addosso", "non mi ha mai messo le mani addosso come ieri"),
    ("non ho mai alzato le mani su nessuno", "non ho mai alzato le mani su mio figlio come ieri"),
    ("non ho mai pensato di tagliarmi le vene", "non ho mai pensato di tagliarmi le vene così"),
    ("non ho mai picchiato mio figlio", "non ho mai picchiato mio figlio così, ho paura di me"),
]


@pytest.mark.parametrize("cry", OF_ANOTHER_CLAUSE + TURNED_ROUND)
def test_a_non_that_denies_something_else_hides_no_cry(cry: str) -> None:
    crisis = suspected(cry)

    assert crisis is not None
    assert crisis.certain


@pytest.mark.parametrize("denied", [denied for denied, _ in DENIED])
def test_what_is_denied_is_no_cry(denied: str) -> None:
    assert crisis_in(denied) is None
    assert crisis_in(f"Stia tranquilla, {denied}.") is None


@pytest.mark.parametrize("cry", [cry for _, cry in DENIED])
def test_its_twin_is_one(cry: str) -> None:
    assert crisis_in(cry)


@pytest.mark.parametrize("denied", [denied for denied, _ in DENIED])
def test_a_cry_beside_what_is_denied_stays_one(denied: str) -> None:
    crisis = suspected(f"{denied} ma mio padre non respira")

    assert crisis is not None
    assert crisis.certain


@pytest.mark.parametrize(
    "cry",
    [
        "voglio morire, ho sbagliato tutto nella vita",
        "voglio morire, sono vecchia e sola",
        "voglio morire per la vergogna",
    ],
)
def test_a_figure_of_speech_says_what_it_is_said_of(cry: str) -> None:
    assert crisis_in(cry)


@pytest.mark.parametrize("calm", ["voglio morire, ho sbagliato iban ahahah", "mia nonna vuole morire a casa sua"])
def test_with_its_words_it_is_taken_out(calm: str) -> None:
    assert "~" in read(calm).line

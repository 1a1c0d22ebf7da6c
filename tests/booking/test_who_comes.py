"""For whom an appointment is, and how old whoever comes is."""

import pytest

from bot.dialogue.booking.ages import age_in
from bot.dialogue.booking.minors import is_for_a_child, is_for_a_minor


@pytest.mark.parametrize(
    "text",
    [
        "ho 15 anni",
        "ho quindici anni e vorrei parlare con qualcuno",
        "mia figlia di 12 anni vuole parlare con la psicologa",
        "un appuntamento per mio figlio che ha 16 anni",
        "per mia figlia di 17 anni",
        "è per mia nipote di 9 anni",
        "sono minorenne",
        "sono una sedicenne",
        "mio figlio 14enne, vorrei prenotare",
        "porto mio figlio di 10 anni",
        "faccio 17 anni domani",
        "ne faccio 16",
        "compio 18 fra due mesi",
        "non sono maggiorenne",
        "sono studentessa e adolescente di 15 anni, sono minorenne",
        "è minorenne",
        "vorrei un appuntamento per una minorenne",
        "prenoto per un ragazzo di 16 anni",
        "mia figlia è minorenne e vorrebbe parlare con la psicologa",
        "vorrei portare mia figlia quindicenne dalla psicologa",
        "mia figlia di 12 anni deve venire dalla dottoressa",
    ],
)
def test_somebody_under_age(text: str) -> None:
    assert is_for_a_minor(text)


@pytest.mark.parametrize(
    "text",
    [
        "ho 18 anni",
        "ho 45 anni",
        "sto male da 3 anni",
        "ho due figli di 5 e 8 anni, vorrei venire io",
        "mia figlia di 20 anni vuole venire",
        "sono separata da 12 anni",
        "ho 3 figli",
        "15 anni fa sono venuta",
        "ho 10 anni di matrimonio alle spalle",
        "alle 15",
        "vorrei prenotare",
        "no, non è minorenne",
        "non sono più minorenne",
        "ho due figli minorenni a casa, può venire qualcuno con me?",
        "devo accompagnare mio figlio di 7 anni a nuoto, posso dopo le 18",
        "alle 17 porto mia figlia di 8 anni a danza",
        "faccio 15 sedute di chemio, posso di pomeriggio?",
        "ne faccio 12 a settimana",
        "faccio 10 anni di matrimonio",
        "ho 10 anni più di mio marito",
        "sto male da quando ho 15 anni",
        "sono quasi 18 anni che sto male",
        "sono una signora con un bimbo di 7 anni",
        "sono il minore di tre fratelli",
        "sono preoccupata per mio figlio di 15 anni, vorrei un appuntamento",
        "vorrei un colloquio per parlare di mia figlia di 12 anni",
        "mia figlia di 15 anni si fa del male, ho paura per lei",
        "per mio figlio di 7 anni la scuola finisce alle 16 e poi c'è nuoto, posso dopo?",
        "con mio marito è una guerra per la bambina, siamo in tribunale per i minorenni",
        "vivo in una stanza con altre cinque persone e la bambina di 3 anni",
    ],
)
def test_nobody_under_age(text: str) -> None:
    assert not is_for_a_minor(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("vorrei un appuntamento per mio figlio", "a child"),
        ("mio figlio ha bisogno di parlare con la psicologa", "a child"),
        ("sono la mamma di un ragazzo, prenoterei per lui", "a child"),
        ("prenoto per i miei figli", "a child"),
        ("posso venire con mia figlia?", "a child"),
        ("per mia sorella", "a child"),
        ("mia figlia va alle medie e vorrei portarla", "a minor"),
        ("cerco un colloquio per il mio bambino", "a minor"),
        ("mia nipote deve venire, è piccola", "a minor"),
        ("mio figlio di tre anni piange sempre, vorrei un appuntamento per lui", "a minor"),
        ("è per mia figlia di 12 anni", "a minor"),
        # a child spoken of, and perhaps meant: asked, and not refused
        ("mia figlia è minorenne, posso prenotare io?", "a child"),
        ("posso venire con mia figlia di 7 anni?", "a child"),
        ("la mia bambina di 6 anni piange sempre, vorrei un appuntamento", "a child"),
        ("può venire mia figlia?", "a child"),
        # of age, or nobody's business
        ("il prossimo sabato non posso, mia sorella deve lavorare", "nobody"),
        ("mio figlio vuole che venga io", "nobody"),
        ("mi accompagna mia figlia", "nobody"),
        ("quando viene mia figlia a trovarmi", "nobody"),
        ("mio figlio non è minorenne e vorrebbe un appuntamento", "nobody"),
        ("mio figlio di 20 anni vorrebbe un appuntamento", "nobody"),
        ("per mio figlio maggiorenne", "nobody"),
        ("per nostra figlia diciottenne", "nobody"),
        ("appuntamento per la mia ragazza", "nobody"),
        ("per mio marito", "nobody"),
        ("un appuntamento per me, mio figlio mi fa preoccupare", "nobody"),
        ("mia figlia non vuole più parlarmi, vorrei un colloquio", "nobody"),
        ("ho litigato con mio figlio e vorrei parlare con la psicologa", "nobody"),
        ("ho un bambino piccolo e sono stanca, vorrei prenotare", "nobody"),
    ],
)
def test_for_whom_somebody_asks(text: str, who: str) -> None:
    found = "a minor" if is_for_a_minor(text) else "a child" if is_for_a_child(text) else "nobody"
    assert found == who


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("15", 15), ("ha 15 anni", 15), ("ne ha dodici", 12), ("ha vent'anni", 20), ("quasi 18", 17), ("18", 18),
        ("ne compie 18 a marzo", 17), ("22 e 16", 16), ("6 mesi", 0), ("sì", None), ("alle 18", None),
        ("ha compiuto 18 anni 2 mesi fa", 18), ("ha 40 anni e 2 figli", 40), ("ne ha 18, ne compie 19 a giugno", 18),
        ("ha 17 anni, ne compie 18 a giugno", 17), ("non ha 16 anni, ne ha 20", 20), ("non ha ancora compiuto 18 anni", 17),
        ("non ha meno di 18 anni", 18), ("meno di 18", 17), ("fra due mesi ne ha 18", 17), ("quarantadue", 42), ("20 mesi", 1),

        ("ha 18 anni, fra 2 mesi si sposa", 18), ("li compie a maggio, 18", 17), ("ha 3 figli", None), ("posso alle 17 e 30?", None),
        ("non ha più 17 anni", None), ("il grande 20 e la piccola 16", 16),

        ("ha fatto 18 anni a settembre", 18), ("ha fatto i 18 a marzo", 18), ("ne ha fatti 18 a marzo", 18), ("fa 18 anni a marzo", 17),
        ("li fa a marzo, 18", 17), ("ne ha 18 da settembre", 18), ("ne ha 18 da poco", 18), ("20 tutti e due", 20), ("tutte e due 15", 15),
        ("19, li ha fatti a maggio", 19), ("19, studia a Milano", 19), ("18, li fa a maggio", 17), ("16, va al liceo", 16),
        ("alle 18, va bene", None), ("ginnastica over 55, quanto costa", None),
        ("mercoledì 20, nome Sala", None), ("ha la 104, va bene lo stesso", None),
    ],
)  # fmt: skip
def test_how_old_somebody_is(text: str, age: int | None) -> None:
    assert age_in(text) == age

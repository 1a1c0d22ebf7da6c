"""What short answers mean while an appointment is made, who is named in them, and whether it is for somebody under age."""

import pytest

from bot.dialogue.booking import asides, giving_up, hearing
from bot.dialogue.booking.ages import age_in
from bot.dialogue.booking.agreeing import agrees, keeps
from bot.dialogue.booking.minors import is_for_a_child, is_for_a_minor
from bot.dialogue.booking.names import Identity, introduced, is_a_name, told
from bot.dialogue.errand import Kind


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("Rosa Bianchi", "Rosa Bianchi", ""),
        ("rosa bianchi", "Rosa Bianchi", ""),
        ("ROSA BIANCHI", "Rosa Bianchi", ""),
        ("sono la signora Pina Colombo, grazie", "Pina Colombo", ""),
        ("mi chiamo Luca Ferri 333 1234567", "Luca Ferri", "333 1234567"),
        ("Ferri Luca, tel. +39 333 1234567", "Ferri Luca", "+39 333 1234567"),
        ("nome: Anna cognome: Neri", "Anna Neri", ""),
        ("De Luca Maria", "De Luca Maria", ""),
        ("D'Angelo Concetta", "D'Angelo Concetta", ""),
        ("Xhesika Hoxha", "Xhesika Hoxha", ""),
        ("nome mio Ahmed El Amrani", "Ahmed El Amrani", ""),
        ("Domenica Ferrari", "Domenica Ferrari", ""),
        ("Bianchi Rosa, nata a Milano", "Bianchi Rosa", ""),
        ("333 1234567", "", "333 1234567"),
        # words of every day are names, too
        ("Anna Costa", "Anna Costa", ""),
        ("Anna costa", "Anna Costa", ""),
        ("anna costa tel 333 1234567", "Anna Costa", "333 1234567"),
        ("Primo Bianchi", "Primo Bianchi", ""),
        ("Anna Bene", "Anna Bene", ""),
        ("Basta Giovanni", "Basta Giovanni", ""),
        ("ok, sono la signora Via Antonia", "Via Antonia", ""),
        ("costa", "Costa", ""),
        ("mi chiamo Bella Carta e vorrei prenotare", "Bella Carta", ""),
        ("per mia moglie Presto Maria", "Presto Maria", ""),
        # particles, other countries
        ("maria del vecchio", "Maria Del Vecchio", ""),
        ("de luca", "De Luca", ""),
        ("lo presti anna maria", "Lo Presti Anna Maria", ""),
        ("La Rosa Anna", "La Rosa Anna", ""),
        ("dall'asta marco", "Dall'Asta Marco", ""),
        ("anna dell'acqua", "Anna Dell'Acqua", ""),
        ("giovanni via", "Giovanni Via", ""),
        ("Jan van der Berg", "Jan van der Berg", ""),
        ("Sinéad O’Neill", "Sinéad O’Neill", ""),
        ("Nguyen Thi Chi", "Nguyen Thi Chi", ""),
        ("Alla Petrova", "Alla Petrova", ""),
        ("Sei Kim", "Sei Kim", ""),
        ("Li Na", "Li Na", ""),
        ("Xiu", "Xiu", ""),
        # no names
        ("Dipende", "", ""),
        ("Capito", "", ""),
        ("ok capito", "", ""),
        ("Buona Giornata", "", ""),
        ("Quanto Costa", "", ""),
        ("Possibilmente", "", ""),
        ("sono stanca", "", ""),
        ("NON LO SO", "", ""),
        ("da sola", "", ""),
        ("lo prendo", "", ""),
        ("a nome di mia figlia", "", ""),
        ("bonus luce", "", ""),
        ("carta famiglia richiesta", "", ""),
        ("c'è l'ascensore", "", ""),
        ("vaffanculo", "", ""),
        ("ma quanto costa", "", ""),
        ("dove siete", "", ""),
        ("Rosa Bianchi?", "", ""),
        ("operatore", "", ""),
        ("sabato mattina", "", ""),
        ("mercoledì", "", ""),
        ("non lo so", "", ""),
        ("sto male", "", ""),
        ("va bene grazie", "", ""),
        ("nata il 3/3/1960", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_is_told_from_everything_else(text: str, name: str, phone: str) -> None:
    assert told(text) == Identity(name, phone)


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
    ],
)  # fmt: skip
def test_how_old_somebody_is(text: str, age: int | None) -> None:
    assert age_in(text) == age


@pytest.mark.parametrize(
    ("text", "is_full"),
    [("Anna Costa", True), ("anna", False), ("De Luca", False), ("Anna De Luca", True), ("Lo Presti Anna", True)],
)
def test_a_surname_with_a_particle_is_one_name(text: str, is_full: bool) -> None:
    assert told(text).is_full == is_full


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("domenica ferrari", True), ("primo costa", True), ("sabato mattina", False), ("primo turno", False)],
)
def test_a_name_that_sounds_like_a_time(text: str, is_name: bool) -> None:
    assert is_a_name(text, told(text), has_wish=True) == is_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mi chiamo Rosa Bianchi e vorrei prenotare", "Rosa Bianchi"),
        ("sabato 28 alle 9, sono Rosa Bianchi", "Rosa Bianchi"),
        ("Sono Rosa De Luca, vorrei un appuntamento", "Rosa De Luca"),
        ("sono Italiana e vorrei un appuntamento", ""),
        ("sono di Cesano Boscone", ""),
        ("mi chiamo maria del vecchio e vorrei prenotare", "Maria Del Vecchio"),
        ("a nome di anna costa, grazie", "Anna Costa"),
        ("come si chiama la dottoressa", ""),
        ("mi chiamo sempre fuori", ""),
        ("sono stanca Anna Bianchi lo sa", ""),
        ("sono Rosa", ""),
    ],
)
def test_who_introduces_oneself_with_other_things(text: str, name: str) -> None:
    assert introduced(text) == name

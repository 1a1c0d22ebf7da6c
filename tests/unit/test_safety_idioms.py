"""Strong idioms that are no cry, and beside each the words that nearly are the same and stay one."""

import pytest

from bot.safety import crisis_in
from bot.safety.crisis import suspected
from bot.safety.reading import read

IDIOMS = [
    ("mi ammazzo di lavoro tutta la settimana, aprite il sabato?", "mi ammazzo di pastiglie"),
    ("si ammazza di compiti fino a sera, ha solo otto anni", "si ammazza di pillole, l'ho vista"),
    ("mi sto ammazzando di straordinari per pagare la rata", "mi ammazzo di lavoro e di botte, non ce la faccio più"),
    ("mia nuora si ammazza sui libri per il concorso", "mio figlio vuole ammazzarsi"),
    ("ci siamo ammazzati di pizza alla festa del paese", "mi ammazzo di gocce stasera"),
    ("mi ammazzo a studiare e poi rimandano l'esame", "mi ammazzo di lavoro e stasera la faccio finita"),
    ("il nuovo portale è da tagliarsi le vene", "mi taglio le vene"),
    ("una fila in posta da spararsi", "la mia vita è da spararsi"),
    ("è da suicidio il parcheggio davanti alla scuola", "ho in mente il suicidio"),
    ("che riunione, roba da buttarsi dal balcone", "una solitudine da buttarsi dal balcone"),
    ("se devo rifare il modulo mi impicco", "mi impicco se mi portano via i bambini"),
    ("mi sparo se risento la musichetta del centralino", "mi sparo se lei non torna a casa"),
    ("mi butto dal trampolino, c'è il nuoto libero?", "mi butto dal ponte"),
    ("il mio cane ha il terrore dei tuoni", "il cane ha paura di mio marito e anch'io"),
    ("coi botti la gatta è terrorizzata, si possono vietare?", "ho il terrore di mio marito"),
    ("il cane del vicino viene maltrattato, chi controlla?", "il cane e la moglie vengono maltrattati"),
    ("ho ereditato un fucile, dove lo denuncio?", "mio marito ha il fucile in casa e mi minaccia"),
    ("nel gioco mio fratello mi spara a ogni partita", "mio fratello mi spara se parlo"),
    ("ti uccido se mi spoileri il finale, gli ho scritto", "ti ammazzo se parli, mi ha detto"),
    ("cerco il film dove il protagonista si spara alla fine", "mio figlio ha detto che si spara"),
    ("c'è la tragedia in cui lei si uccide per amore?", "mia figlia legge un libro e dice che si uccide"),
    ("avete quell'opera? Quella dove lui si impicca", "mio padre si impicca, ha preso la corda"),
    ("mi impicco se mi chiedete un'altra fotocopia", "mi impicco se domani mi chiedete di lasciare la casa"),
    ("la crisi ci sta strangolando, dicono i commercianti", "mio marito mi ha quasi strangolata"),
]


@pytest.mark.parametrize("calm", [calm for calm, _ in IDIOMS])
def test_an_idiom_is_no_cry(calm: str) -> None:
    assert crisis_in(calm) is None


@pytest.mark.parametrize("cry", [cry for _, cry in IDIOMS])
def test_its_serious_twin_is_one(cry: str) -> None:
    assert crisis_in(cry)


@pytest.mark.parametrize(
    "text",
    [
        "mio marito ammazza il cane e poi tocca a me",
        "ha ammazzato i topi e ha detto che adesso tocca a me",
        "ho bevuto il veleno per i topi",
        "la bambina ha mangiato l'esca per i topi",
        "mi sento come il giovane Werther, stasera mi sparo",
        "nel libro di mio figlio ho trovato scritto che si ammazza",
        "mio marito dopo il film si ammazza di pastiglie",
        "cerco il libro in cui lei si uccide perché voglio suicidarmi",
        "faccio il modulo e poi mi ammazzo",
        "un film da tagliarsi le vene e io me le taglio davvero",
        "il lavoro è da spararsi e stasera lo faccio",
        "sono in coda da ore, sto male e mi voglio buttare dal balcone",
        "il sito non va, la coda è da suicidio. Comunque voglio morire",
        "se rifaccio il modulo mi impicco, e non scherzo: ho già la corda in garage",
    ],
)
def test_an_idiom_beside_a_cry_does_not_hide_it(text: str) -> None:
    assert crisis_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "il veleno contro i ratti nel cortile fa male ai gatti?",
        "avete quel romanzo russo in cui lei finisce sotto il treno?",
        "devo fare una ricerca su Otello, che strangola la moglie",
        "i fuochi di capodanno spaventano i cavalli, scrivo all'assessore",
        "mio zio è mancato ieri, chi mi fa il certificato di morte?",
        "dopo pranzo un ammazzacaffè e poi passo a firmare",
    ],
)
def test_where_nobody_is_in_danger_no_numbers_are_given(text: str) -> None:
    assert crisis_in(text) is None


def test_a_gap_may_leave_words_out() -> None:
    assert "~" in read("una coda davvero da tagliarsi le vene").line
    assert "~" not in read("una coda di pensieri, la vita è da tagliarsi le vene").line


@pytest.mark.parametrize("cry", [cry for _, cry in IDIOMS])
def test_a_twin_is_at_least_suspected_whatever_stands_before_it(cry: str) -> None:
    assert suspected(f"Buongiorno, scusi il disturbo, volevo sapere gli orari. {cry}")

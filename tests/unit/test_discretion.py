"""Fear of asking: who gets to know, what comes of it, shame, being treated badly; and a few human words."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.errand import Errand
from bot.dialogue.people import hand_over, privacy, small_talk
from bot.dialogue.replies import SCREEN
from bot.dialogue.understanding import Understanding
from tests.cast import PHRASES, asks, payloads, said, then, turn

WORDS = PHRASES.follow_ups
NEED = Understanding("need", 0.9, (("segretariato", 0.8),))


@pytest.mark.parametrize(
    "text",
    [
        "ma poi lo viene a sapere il paese?",
        "mia suocera lo sa se vengo?",
        "mio marito non lo deve sapere",
        "non voglio che i miei genitori lo sappiano",
        "è una cosa riservata?",
        "chi legge quello che scrivo?",
        "non ditelo a mio marito",
        "resta tra noi?",
        "lo sapranno i vicini?",
        "i miei devono saperlo per forza?",
        "quello che scrivo resta riservato o no?",
        "il vicino lo sa?",
        "chi può vedere i miei messaggi?",
        "chi può leggere questa chat?",
        "chi legge qui?",
        "chi mi legge?",
        "la scuola lo sa se chiedo aiuto?",
        "la scuola lo sa che prendo appuntamento?",
        "mio marito non deve sapere che vengo",
        "mio padre deve saperlo?",
        "poi si viene a sapere in paese?",
        "il mio capo viene a saperlo?",
        "resta riservato quello che dico?",
        "resta riservato anche con mio marito?",
        "è riservato e gratuito?",
        "è riservato tra noi?",
        "quello che dico è riservato anche per mio marito?",
        "avete un posto più riservato?",
        "se chiedo il contributo è riservato?",
        "il colloquio è riservato anche se sono minorenne?",
        "è riservato e nessuno lo sa?",
        "il comune lo sa che vengo dalla psicologa?",
        "la scuola lo sa che mio figlio va dallo psicologo?",
    ],
)
def test_who_gets_to_know_is_told_as_it_is(text: str) -> None:
    decision = decide(turn(asks("", "cos-e"), text, concept="ti-ascolto"), answer)

    assert (decision.action, said(decision)) == ("privacy", WORDS.confidential)
    assert payloads(decision) == ["person"]


@pytest.mark.parametrize(
    "text",
    [
        "è riservato ai residenti?",
        "il bonus è riservato residenti?",
        "come si chiede un parcheggio riservato disabili?",
        "come si chiede il parcheggio riservato?",
        "il contributo è riservato anche agli stranieri?",
        "il bando è riservato anche a chi ha la partita iva?",
        "il parcheggio rosa è riservato?",
        "il parcheggio rosa è riservato anche alle neomamme?",
        "il servizio è riservato e gratuito per i residenti?",
        "è riservato solo ai residenti o anche per chi lavora qui?",
        "il bonus è riservato tra i 18 e i 35 anni?",
        "il corso è riservato e aperto solo ai papà?",
        "il comune lo sa che mio padre è invalido?",
        "la scuola lo sa che mio figlio è disabile?",
        "il comune lo sa che mia madre ha l'accompagnamento?",
        "assistente sociale lo sa quanto mi spetta di contributo?",
        "il comune lo sa dove abito?",
        "il segretariato dov'è?",
        "mi sa dire gli orari?",
        "chi lo sa fare?",
        "voglio sapere quanto costa",
        "mio marito lo sa che le scrivo",
        "non lo so",
        "chi legge il contatore?",
        "chi legge i libri ai bambini in biblioteca?",
        "chi mi legge la lettera del comune? non vedo bene",
        "chi può vedere la graduatoria?",
        "chi può leggere il referto?",
        "la scuola lo sa che ho l'isee?",
        "il comune lo sa che ho cambiato casa?",
        "lo sa la scuola che mio figlio è allergico?",
        "mia figlia deve sapere l'italiano?",
        "il comune deve sapere che lavoro faccio?",
        "come si viene a sapere l'esito?",
    ],
)
def test_what_only_sounds_like_it_is_answered_as_ever(text: str) -> None:
    assert decide(turn(asks("ti-ascolto", "a-chi"), text), answer).action != "privacy"


@pytest.mark.parametrize(
    "text",
    [
        "e dopo mi controllano?",
        "ho paura che mi tolgono i bambini",
        "ho paura che mi togliete i figli",
        "se chiedo aiuto poi mi togliete i bambini?",
        "mi toglieranno i figli?",
        "potete togliermi i bambini?",
        "i bambini me li levate?",
        "e se poi mi portano via mia figlia?",
        "mi portano via i bambini dalla scuola?",
        "mi possono togliere il bambino da casa?",
        "possono allontanare i figli dalla mamma?",
        "le figlie poi me le tolgono?",
        "poi mi controllano la casa?",
        "se vengo poi mi segnalate?",
        "poi mi segnalate ai servizi sociali?",
        "mi segnalano come cattiva madre?",
        "mi segnalano se chiedo aiuto?",
        "poi mi controllano in casa?",
        "se chiedo aiuto mi tolgono i bambini?",
        "se perdo il lavoro mi tolgono i figli?",
        "mi tolgono i bambini dalla mamma?",
        "se non ho i soldi mi tolgono mio figlio da casa?",
    ],
)
def test_what_comes_of_asking_is_told_honestly(text: str) -> None:
    assert said(decide(turn(asks("", "cos-e"), text, concept="segretariato"), answer)) == WORDS.no_obligation


@pytest.mark.parametrize(
    "text",
    [
        "il mio ex vuole portarmi via i figli, cosa posso fare?",
        "mi hanno tolto i figli, cosa posso fare?",
        "il mio ex i figli me li vuole togliere, cosa posso fare?",
        "mi togliete il contributo se lavoro?",
        "come faccio a togliere il bambino dal nido?",
        "se non pago mi togliete il bambino dall'asilo?",
        "possono togliere mio figlio più piccolo dalla mensa?",
        "porto via il bambino dalla scuola alle 16?",
        "posso portare via i bambini prima?",
        "vorrei togliere mia figlia dal corso, come si fa?",
        "mi portano via il frigo vecchio?",
        "dopo mi controllate i documenti?",
        "poi mi segnalate se manca qualcosa?",
        "dopo mi segnalate altri corsi per genitori?",
        "poi ci segnalate i corsi nuovi?",
        "se faccio domanda poi mi controllano l'ISEE?",
        "mi controllano anche i dati della domanda?",
        "poi mi controllate le scadenze?",
        "se il reddito sale mi tolgono i figli a carico?",
        "i figli a carico me li tolgono se lavoro?",
        "se divorzio mi tolgono i figli dall'ISEE?",
        "se lavoro tolgono i figli dall'assegno unico?",
        "se non pago mi tolgono il bambino dal centro estivo?",
        "se non pago tolgono mio figlio dal pulmino?",
        "mi togliete la bambina dall'elenco dello scuolabus?",
        "se mi separo mi tolgono i figli dal mio nucleo?",
    ],
)
def test_a_quarrel_about_the_children_or_what_has_come_is_no_fear_of_asking(text: str) -> None:
    assert said(decide(turn(asks("segretariato", "cos-e"), text), answer)) != WORDS.no_obligation


def test_data_are_still_answered_as_data() -> None:
    decision = decide(turn(Understanding("privacy"), "vorrei cancellare i miei dati"), privacy)

    assert said(decision).startswith(PHRASES.privacy.said)


def test_while_an_appointment_is_made_nobody_hears_that_no_name_is_needed() -> None:
    booking = turn(Understanding("privacy"), "e i miei dati?", errand=Errand("book", "ti-ascolto", "naming"))

    assert said(decide(booking, privacy)).startswith(WORDS.private_booking)
    assert "02 48694677" in said(decide(booking, privacy))


def test_asked_twice_it_is_told_in_other_words() -> None:
    first = decide(turn(asks(), "è riservato?"), answer)

    assert said(decide(then(first, asks(), "sicuro che resta tra noi?"), answer)).startswith(
        "Quello che scrive qui, in Comune lo possono leggere solo gli operatori, e nessun avviso"
    )


def test_before_the_municipality_is_known_it_is_told_too() -> None:
    assert said(decide(turn(asks(), "chi lo legge?", comune=None), answer)) == WORDS.confidential


def test_what_is_said_of_it_fits_a_screen() -> None:
    assert max(len(WORDS.confidential), len(WORDS.no_obligation)) <= SCREEN


def test_whoever_is_ashamed_is_told_a_warm_line_and_how_to_begin() -> None:
    decision = decide(turn(Understanding("complaint"), "ho un po' di vergogna, non l'ho mai fatto"), hand_over)

    assert decision.action == "answer"
    assert said(decision).startswith(f"{WORDS.sympathy.shame}\n\nGlielo dico in breve. Segretariato sociale")


@pytest.mark.parametrize("text", ["è una vergogna, non rispondete mai", "vergognatevi"])
def test_a_reproach_is_no_shame(text: str) -> None:
    assert decide(turn(Understanding("complaint"), text), hand_over).calls == "complaint"


def test_shame_before_a_need_is_a_line_before_the_services() -> None:
    decision = decide(turn(NEED, "mi imbarazza dirlo, non arrivo a fine mese"), answer)

    assert said(decision).startswith(WORDS.sympathy.shame)
    assert "Segretariato sociale" in said(decision)


def test_a_thank_you_without_shame_stays_one() -> None:
    assert said(decide(turn(Understanding("thanks"), "grazie"), small_talk)) == PHRASES.thanks

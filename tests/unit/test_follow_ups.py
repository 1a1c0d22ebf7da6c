"""Follow-ups that ask for no side of a service: understood by few patterns, answered with what is written or that it is not."""

import pytest

from bot.actions.registered import decide
from bot.dialogue.answer import answer
from bot.dialogue.follow_ups import Kind, kind_of
from bot.dialogue.people import hand_over
from bot.dialogue.replies import SCREEN
from bot.dialogue.turn import Decision, Turn
from bot.dialogue.understanding import Understanding
from tests.cast import BORGO, KNOWLEDGE, PHRASES, asks, payloads, said, service, turn

WORDS = PHRASES.follow_ups


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ah ok, e poi?", "next"),
        ("e adesso cosa devo fare?", "next"),
        ("allora da dove comincio", "next"),
        ("scusi non ci capisco niente", "unclear"),
        ("me lo può spiegare con parole semplici?", "unclear"),
        ("in che senso?", "unclear"),
        ("me lo ripete?", "repeat"),
        ("ma chi me lo fa fare!", None),
        ("che spettacolo, e senza venire di persona!", None),
        ("grande, non mi risponde mai nessuno!", None),
        ("non mi risponde mai nessuno!", "no_answer"),
        ("la domanda chi la compila?", "who"),
        ("ho provato, non mi rispondono", "no_answer"),
        ("ah che devo fare adesso!", "next"),
        ("e a chi devo rivolgermi?", "whom"),
        ("mia nuora può venire al posto mio?", "proxy"),
        ("ci vuole la delega firmata?", "proxy"),
        ("posso fare io la domanda per il nonno?", "proxy"),
        ("posso mandare mia zia?", "proxy"),
        ("può venire mia cugina?", "proxy"),
        ("la mia compagna può andare allo sportello?", "proxy"),
        ("mia figlia può fare domanda per me?", "proxy"),
        ("la richiesta la può fare mia nuora?", "proxy"),
        ("può chiederlo mio nipote per la nonna?", "proxy"),
        ("mia mamma può chiedere il bonus?", "eligible"),
        ("mia figlia può fare domanda?", "eligible"),
        ("mia madre può chiedere anche questo?", "eligible"),
        ("la mia vicina può chiederlo per i figli?", "eligible"),
        ("mia figlia quando può fare domanda?", None),
        ("cosa può fare mia figlia?", None),
        ("mio nonno può andare al centro diurno?", None),
        ("mio figlio può parlare con la psicologa?", None),
        ("può venire qualcuno a casa di mia zia?", None),
        ("posso chiedere io il bonus?", None),
        ("posso portare mio marito?", "company"),
        ("mia sorella può venire con me?", "company"),
        ("posso farmi accompagnare?", "company"),
        ("posso farmi accompagnare in ospedale?", None),
        ("posso portare mia mamma?", None),
        ("devo presentarmi di persona?", "in_person"),
        ("si può fare senza uscire di casa?", "in_person"),
        ("anche senza venire?", "in_person"),
        ("mia mamma sta sempre in casa senza uscire", None),
        ("non posso stare senza uscire", None),
        ("basta una telefonata?", "in_person"),
        ("si può fare per telefono?", "in_person"),
        ("e se non ho la residenza?", "if_not"),
        ("si può anche senza permesso?", "if_not"),
        ("e se poi non rispondono al telefono?", "no_answer"),
        ("ma il certificato chi lo rilascia?", "who"),
        ("quanto costa?", None),
        ("non ho capito quanto costa", None),
        ("voglio parlare di persona con qualcuno", None),
        ("chi ne ha diritto?", None),
        ("e dove devo venire?", None),
        ("posso parlare al telefono con qualcuno?", None),
        ("e il venerdì?", None),
        ("", None),
    ],
)
def test_what_a_few_words_mean(text: str, kind: Kind | None) -> None:
    assert kind_of(text) == kind


def about(
    text: str, concept: str | None = "ti-ascolto", read: Understanding | None = None, comune: str = "borgo"
) -> Decision:
    return decide(turn(read or asks("", "documenti"), text, concept=concept, comune=comune), answer)


def test_and_then_is_how_one_gets_it() -> None:
    decision = about("ho capito, e quindi?")

    assert (decision.service, decision.aspects) == ("ti-ascolto", ("come-accedere",))
    assert "Bisogna sempre prenotare." in said(decision)


def test_and_then_where_it_is_not_written_is_whom_to_ask() -> None:
    decision = about("e poi?", "pasto-a-domicilio")

    assert said(decision).startswith("Come si fa ad averlo, nei documenti del Comune non è scritto.")
    assert "02 48694677" in said(decision)


def test_after_the_hours_and_now_is_a_question_about_now() -> None:
    asked = turn(asks("", "orari"), "e adesso?", concept="ti-ascolto", aspects=("orari",))

    assert said(decide(asked, answer)).startswith("No, adesso è chiuso.")


def test_whoever_did_not_understand_gets_the_short_form_one_step_and_a_person() -> None:
    decision = about("non ho capito")

    assert said(decision).startswith("Glielo dico in breve. Ti ascolto: in breve ti-ascolto.")
    assert "Per cominciare: telefoni per prenotare.\n• telefono e WhatsApp 378 3059453" in said(decision)
    assert payloads(decision)[-1] == "person"
    assert len(said(decision)) <= SCREEN


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("può venire mio genero al posto mio?", WORDS.unsaid.proxy),
        ("posso portare mia moglie?", WORDS.unsaid.company),
        ("devo venire di persona?", WORDS.unsaid.in_person),
        ("e se non ho l'ISEE?", WORDS.unsaid.if_not),
    ],
)
def test_what_is_not_written_is_said_so_with_whom_to_ask(text: str, unsaid: str) -> None:
    decision = about(text)

    assert said(decision).startswith(unsaid)
    assert "378 3059453" in said(decision)


def borgo_with(**texts: str) -> Turn:
    """A turn in a talk about a service that has these texts."""
    grant = service("contributo", texts=texts)
    town = type(BORGO)(BORGO.comune, {**BORGO.services, grant.id: grant})
    knowledge = type(KNOWLEDGE)({"borgo": town}, PHRASES, KNOWLEDGE.emergencies, KNOWLEDGE.booking)
    asked = turn(asks("", "documenti"), concept="contributo")
    return Turn(asked.text, asked.understanding, asked.context, knowledge, asked.now)


def told(text: str, **texts: str) -> str:
    asked = borgo_with(**texts)
    return said(decide(Turn(text, asked.understanding, asked.context, asked.knowledge, asked.now), answer))


def test_what_is_written_of_a_paper_is_told_and_that_the_rest_is_not() -> None:
    reply = told(
        "e se l'ISEE non ce l'ho? senza isee?", **{"documenti": "Serve l'ISEE dell'anno. Portate un documento."}
    )

    assert reply.startswith("Il Comune scrive così: Serve l'ISEE dell'anno. " + WORDS.unsaid.if_not)


def test_where_a_paper_is_not_needed_there_is_nothing_to_worry_about() -> None:
    reply = told("e se non ho i documenti?", **{"documenti": "Non deve portare nessun documento."})

    assert WORDS.unsaid.if_not not in reply


def test_who_does_it_where_that_is_not_written_is_left_to_the_brain() -> None:
    assert told("chi lo decide?", **{"a-chi": "A tutti."}).startswith(PHRASES.missing[:20])


def test_where_no_first_step_is_written_one_asks_those_who_know() -> None:
    assert "Per cominciare chieda a chi se ne occupa: Segretariato sociale.\n• telefono 02" in said(
        about("non ho capito", "domiciliare-anziani")
    )


def test_whoever_has_no_hours_is_not_tried_again_in_the_hours_below() -> None:
    desk = service("ufficio", contacts=[{"email": "ufficio@borgo.it"}])
    town = type(BORGO)(BORGO.comune, {**BORGO.services, desk.id: desk})
    asked = turn(asks("", "contatti"), "e se non mi rispondono?", concept="ufficio")
    knowledge = type(KNOWLEDGE)({"borgo": town}, PHRASES, KNOWLEDGE.emergencies, KNOWLEDGE.booking)

    told = said(decide(Turn(asked.text, asked.understanding, asked.context, knowledge, asked.now), answer))

    assert WORDS.no_answer_later in told
    assert WORDS.no_answer_again not in told


def test_where_nobody_can_be_reached_nobody_is_told_to_try_again() -> None:
    assert "riprovi" not in said(about("e se non rispondono?", "segretariato", comune="valle"))


def test_whether_somebody_may_have_it_is_answered_with_for_whom_it_is() -> None:
    assert said(about("mia mamma può chiederlo?")) == "Ai residenti."


@pytest.mark.parametrize(
    ("concept", "read"),
    [
        ("pasto-a-domicilio", asks("", "come-accedere")),
        ("ti-ascolto", asks("pasto-a-domicilio", "come-accedere", sure=0.5)),
        ("ti-ascolto", Understanding("need", 0.9, (("ti-ascolto", 0.9),), {"come-accedere": 0.9})),
    ],
)
def test_whether_somebody_may_have_it_is_the_brains_where_that_is_not_written_or_meant(
    concept: str, read: Understanding
) -> None:
    assert about("mia mamma può chiederlo?", concept, read).aspects != ("a-chi",)


def test_what_is_written_of_a_proxy_is_told() -> None:
    reply = told(
        "mio fratello può venire al posto mio?",
        **{"come-accedere": "Si viene allo sportello. Chi non può dia una delega scritta."},
    )

    assert reply.startswith("Il Comune scrive così: Chi non può dia una delega scritta.")
    assert WORDS.unsaid.proxy not in reply


def test_whoever_makes_a_paper_is_told_where_it_is_written() -> None:
    reply = told("e il certificato chi lo fa?", **{"a-chi": "A chi è invalido. Il certificato lo rilascia l'ATS."})

    assert reply.startswith("Il Comune scrive così: Il certificato lo rilascia l'ATS.")


def test_coming_oneself_is_answered_with_how_one_gets_it() -> None:
    reply = told("ma devo venire di persona?", **{"come-accedere": "Si telefona allo sportello."})

    assert reply.startswith("Il Comune scrive così: Si telefona allo sportello.")


def test_di_persona_is_no_wish_for_a_person() -> None:
    decision = decide(turn(Understanding("person"), "devo venire per forza di persona?"), hand_over)

    assert (decision.action, decision.service, decision.calls) == ("answer", "segretariato-sociale", None)


def test_a_wish_to_talk_in_person_is_one() -> None:
    assert (
        decide(turn(Understanding("person"), "vorrei parlare di persona con qualcuno"), hand_over).action == "handover"
    )


@pytest.mark.parametrize(
    "text", ["posso mandare mia figlia?", "mio figlio può venire?", "posso venire con mio figlio?"]
)
def test_sending_a_child_to_a_service_for_children_is_no_proxy(text: str) -> None:
    club = service("geko", short="pomeriggi per ragazzi", texts={"a-chi": "Dai 6 anni."})
    town = type(BORGO)(BORGO.comune, {**BORGO.services, club.id: club})
    asked = turn(asks("", "a-chi"), text, concept="geko")
    knowledge = type(KNOWLEDGE)({"borgo": town}, PHRASES, KNOWLEDGE.emergencies, KNOWLEDGE.booking)

    decision = decide(Turn(asked.text, asked.understanding, asked.context, knowledge, asked.now), answer)

    assert said(decision) == "Dai 6 anni."


def test_without_a_topic_nothing_is_a_follow_up() -> None:
    assert WORDS.unsaid.if_not not in said(about("e se non ho l'ISEE?", concept=None))


def test_another_service_that_the_brain_is_sure_of_comes_first() -> None:
    decision = about("posso fare io la domanda per la casa popolare?", read=asks("casa-popolare", "cos-e", sure=0.95))

    assert decision.service == "casa-popolare"


def test_nobody_answers_the_phone_gives_the_hours_again_and_the_word_for_a_person() -> None:
    decision = about("e se non mi rispondono?")

    assert "Al telefono rispondono: da martedì a venerdì dalle 16 alle 19." in said(decision)
    assert "«operatore»" in said(decision)
    assert WORDS.no_answer_again in said(decision)


def test_whom_to_ask_is_the_contact() -> None:
    assert "378 3059453" in said(about("a chi mi rivolgo?"))

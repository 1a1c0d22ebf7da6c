"""What is told of a film, a book, a research or of long ago, and the same words said of oneself and of now."""

import pytest

from bot.safety import crisis_in
from bot.safety.crisis import suspected

TOLD = [
    "Ieri ho visto un film. Lui diceva voglio morire. Poi si salvava",
    "Sto leggendo un romanzo. La protagonista vuole morire. Bellissimo.",
    "Ho finito il libro. Alla fine lei si ammazza. Ne avete altri così?",
    "Cerco una canzone. Il ritornello dice voglio morire con te. La conosce?",
    "Faccio la tesi di laurea. Tanti ragazzi dicono voglio morire. Avete dati?",
    "Sto facendo una ricerca per la scuola. Parla di un ragazzo che si uccide. Mi servono numeri.",
    "Ho visto una serie. Il marito la picchia e lei scappa. Mi è piaciuta molto",
    "ieri ho visto un film bellissimo al cinema all'aperto che avete organizzato voi in piazza e a un certo punto lui urlava "
    "voglio morire voglio morire ma poi si salvava e tornava dalla famiglia, quando fate il prossimo?",
    "Vent'anni fa ero un'altra. Volevo morire. Oggi ho due nipoti e cerco un corso di ginnastica",
    "Mio marito mi picchiava. Sono passati vent'anni. Adesso sto bene e vorrei fare la volontaria",
]
SAID = [
    "ieri ho visto un film, poi ho pensato che voglio morire anch'io",
    "Ieri ho visto un film. Voglio morire.",
    "Ieri ho visto un film. Lui diceva voglio morire. Anch'io voglio morire.",
    "Ieri ho visto un film. Lui diceva voglio morire e anche io.",
    "Leggo un romanzo. Lei diceva voglio morire. Aveva ragione.",
    "Lui diceva voglio morire. Stasera lo faccio. Era un bel film.",
    "Ho visto un film con il mio ragazzo. Lui ha detto che vuole morire.",
    "Mio figlio guarda sempre film. Dice che vuole morire.",
    "Ho visto un film. La vicina dice che si ammazza.",
    "Sono un'insegnante. Un'alunna vuole morire.",
    "Ho finito la tesi. La vita non ha senso.",
    "alla fine del film lui si spara, io ho capito che è la cosa giusta per me",
    "non riesco a finire la tesi e penso al suicidio",
    "Ho fatto la ricerca per scuola. Mio papà mi picchia.",
    "Ho visto un film. Lui picchia me.",
    "Vent'anni fa mi sono sposata. Adesso sto in affitto. Mio marito mi picchia.",
    "Dieci anni fa è morto mio marito. Ora ho i nipoti. Ieri volevo morire.",
    "Da ragazza mi tagliavo. Adesso ho ricominciato a tagliarmi.",
]


@pytest.mark.parametrize("text", TOLD)
def test_what_is_only_told_is_no_cry(text: str) -> None:
    assert crisis_in(text) is None


@pytest.mark.parametrize("text", SAID)
def test_what_somebody_says_of_now_is_one_whatever_is_told_beside_it(text: str) -> None:
    crisis = suspected(text)

    assert crisis is not None
    assert crisis.is_sure

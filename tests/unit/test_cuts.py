"""Where a message may hold two questions."""

import pytest

from nlu.components.cuts import MOST_CUTS, cuts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Quanto costa il SAD? E dove si chiede?", ("Quanto costa il SAD?", "E dove si chiede?")),
        (
            "quando apre il segretariato e il Geko quanto costa",
            ("quando apre il segretariato", "e il Geko quanto costa"),
        ),
        ("orari del segretariato\nil numero della psicologa", ("orari del segretariato", "il numero della psicologa")),
        (
            "chi chiamo per una badante, inoltre la mail vostra",
            ("chi chiamo per una badante,", "inoltre la mail vostra"),
        ),
        ("SAD e ADM che orari fanno?", ("SAD", "e ADM che orari fanno?")),
        ("mi dia la mail del Geko e dell'Afol", ("mi dia la mail del Geko", "e dell'Afol")),
        ("mi serve sia il pasto che il SAD, quanto costano", ("mi serve sia il pasto", "che il SAD, quanto costano")),
        ("informazioni sul SAD nonché sull'ADM", ("informazioni sul SAD", "nonché sull'ADM")),
        ("mi dica del pasto a casa oltre che del SAD", ("mi dica del pasto a casa", "oltre che del SAD")),
        ("vorrei sia la B2 sia il dopo di noi", ("vorrei sia la B2", "sia il dopo di noi")),
    ],
)
def test_it_is_cut_after_a_clause_and_before_a_word_that_goes_on(text: str, parts: tuple[str, str]) -> None:
    assert parts in cuts(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bonus luce e gas",  # what stays is too short to be a question
        "c'è posto per mia madre al centro diurno",  # an accented è is a verb
        "il servizio è gratuito per gli anziani soli",
        "quanto costa il pasto a casa per due persone",
        "vorrei sapere che documenti servono",  # "che" takes up a second thing only behind "sia"
        "grazie, la mail",
        "non so che altro fare oltre",
        "la prima anche",
    ],
)
def test_one_question_is_not_cut(text: str) -> None:
    assert cuts(text) == []


def test_a_story_is_cut_only_so_often() -> None:
    assert len(cuts("mia madre sta male, " * 20)) == MOST_CUTS

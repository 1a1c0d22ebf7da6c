"""The one normaliser: whatever a thumb does to a word, the brain reads the same word."""

import pytest

from bot.italian import normalise, plain, words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("è aperto", "e aperto"),
        ("e' aperto", "e aperto"),
        ("e’ aperto", "e aperto"),
        ("perché", "perche"),
        ("perche'", "perche"),
        ("PERCHÉ", "perche"),
        ("perche\u0301", "perche"),  # the accent as a sign of its own, as iPhones send it
        ("un po' di aiuto", "un po di aiuto"),
        ("lunedì", "lunedi"),
    ],
)
def test_an_accent_an_apostrophe_and_nothing_at_all_are_read_alike(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "`", "´", "ʼ", "′"])
def test_an_elided_article_is_a_word_of_its_own_whatever_the_apostrophe(apostrophe: str) -> None:
    assert words(f"l{apostrophe}orario dell{apostrophe}ufficio") == ["l", "orario", "dell", "ufficio"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("x", "per"),
        ("nn", "non"),
        ("xk", "perche"),
        ("xké", "perche"),
        ("cmq", "comunque"),
        ("k", "che"),
        ("dott.ssa", "dottoressa"),
        ("Sig.ra Rossi", "signora rossi"),
        ("app.to", "appuntamento"),
        ("tel.", "telefono"),
        ("nn ho capito xk dv andare", "non ho capito perche dove andare"),
    ],
)
def test_what_people_shorten_on_a_phone_is_spelt_out(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize("word", ["xilofono", "kebab", "telefono", "annata", "cnr"])
def test_a_word_that_only_begins_like_a_shortening_stays_as_it_is(word: str) -> None:
    assert normalise(word) == word


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("aiutooooo", "aiuto"),
        ("ciaooo", "ciao"),
        ("graaaazieeee", "grazie"),
        ("anno", "anno"),  # two letters are a double, not a stretch
        ("mamma", "mamma"),
        ("zii", "zii"),
    ],
)
def test_stretched_letters_shrink_and_doubles_stay(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize("language", ["مرحبا كيف الحال", "привет", "你好", "γεια"])
def test_other_alphabets_are_kept_so_that_the_language_can_be_told(language: str) -> None:
    assert normalise(language) == language


@pytest.mark.parametrize("message", ["ciao 😀", "😭😭ciao🤰🏽", "ciao ❤️", "ciao 👨‍👩‍👧", "*ciao*", "ciao…!!!"])
def test_emoji_and_other_signs_fall_away(message: str) -> None:
    assert normalise(message) == "ciao"


@pytest.mark.parametrize(("written", "read"), [("👍🏽", "ok"), ("🙏", "grazie"), ("ciao👋", "ciao ciao")])
def test_an_emoji_that_is_an_answer_by_itself_becomes_its_word(written: str, read: str) -> None:
    assert normalise(written) == read


@pytest.mark.parametrize("message", ["", "   ", "😀", "...", "!!!", "''"])
def test_a_message_without_words_is_empty(message: str) -> None:
    assert words(message) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("alle 16:30", "alle 16:30"),
        ("alle 16.30.", "alle 16.30"),
        ("16,50 €", "16,50 €"),
        ("ISEE<9.000", "isee 9.000"),
        ("2 figli?", "2 figli ?"),
        ("Quando?Dove?", "quando ? dove ?"),
    ],
)
def test_numbers_times_and_question_marks_stay(written: str, read: str) -> None:
    assert normalise(written) == read


def test_two_sentences_without_a_space_between_them_are_two_words() -> None:
    assert normalise("Ho finito.Grazie") == "ho finito grazie"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("l'ass. sociale", "l assistente sociale"),
        ("ass soc", "assistente soc"),
        ("ass. unico figli", "ass unico figli"),
        ("l'ass. di maternità", "l ass di maternita"),
        ("la sett. prossima", "la settimana prossima"),
        ("questa sett", "questa settimana"),
        ("il 15 sett", "il 15 sett"),
        ("sett 2026", "sett 2026"),
    ],
)
def test_a_shortening_that_means_two_things_is_settled_by_its_neighbours_or_stays(written: str, read: str) -> None:
    assert normalise(written) == read


def test_plain_is_without_question_marks() -> None:
    assert plain("Quando? Dov'è?") == "quando dov e"

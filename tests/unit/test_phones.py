"""Phone numbers that cannot be right, though phonenumbers takes an Italian landline of almost any length."""

import pytest

from bot.knowledge.phones import is_implausible

SIBLINGS = ["02-9533333", "02 9533351"]


@pytest.mark.parametrize("number", ["02953334", "02953332", "02 953 335 1"[:-2], "02-953333"])
def test_a_number_that_lacks_a_digit_of_its_siblings_looks_wrong(number: str) -> None:
    assert is_implausible(number, SIBLINGS)


@pytest.mark.parametrize("number", ["02-9533334", "+39 02 9533334", "02 48 694 677", "378 3059453", "800 123456"])
def test_a_whole_number_looks_right(number: str) -> None:
    assert not is_implausible(number, SIBLINGS)


@pytest.mark.parametrize("number", ["", "1", "378 30594539999", "abc", "999 9999999"])
def test_what_is_no_italian_number_looks_wrong(number: str) -> None:
    assert is_implausible(number, [])


def test_without_siblings_a_short_landline_cannot_be_told() -> None:
    assert not is_implausible("02953334", [])

"""Phone numbers that look wrong: not valid in Italy, or a digit short of a sibling's."""

import re
from collections.abc import Iterable

import phonenumbers


def digits(number: str) -> str:
    """The number without spaces, dashes and the country's prefix."""
    return re.sub(r"\D", "", number.removeprefix("+39"))


def is_implausible(number: str, siblings: Iterable[str]) -> bool:
    """Whether an Italian number cannot be right, or lacks one digit of another number of the same municipality.

    phonenumbers takes an Italian landline of almost any length for valid, so the siblings say more.
    """
    plain = digits(number)
    return not _is_valid(plain) or any(_lacks_a_digit_of(plain, digits(sibling)) for sibling in siblings)


def _is_valid(plain: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(plain, "IT"))
    except phonenumbers.NumberParseException:
        return False


def _lacks_a_digit_of(plain: str, sibling: str) -> bool:
    """Whether the number is a sibling's, or one of its neighbours (last digit aside), with a digit left out."""
    if len(plain) != len(sibling) - 1:
        return False
    return plain[:-1] in {sibling[:i] + sibling[i + 1 : -1] for i in range(len(sibling) - 1)}

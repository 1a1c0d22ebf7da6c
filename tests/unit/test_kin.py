"""The same help for other people: who is meant, and where nobody else is."""

import pytest

from bot.knowledge.files import read
from bot.knowledge.kin import Kin
from tests.cast import ROOT

KIN = read(ROOT / "knowledge" / "kin.yaml", Kin)


@pytest.mark.parametrize(
    ("concept", "text", "other"),
    [
        ("domiciliare-disabili", "e per mia nonna?", "domiciliare-anziani"),
        ("domiciliare-disabili", "e per mia madre, che ha 85 anni?", "domiciliare-anziani"),
        ("domiciliare-anziani", "e per un bambino?", "domiciliare-minori"),
        ("domiciliare-anziani", "mio nipote ha 17 anni", "domiciliare-minori"),
        ("ricoveri-anziani", "e se uno è disabile e giovane?", "ricoveri-disabili"),
        ("area-anziani", "e per un adulto?", "adulti-in-difficolta"),
        ("ricoveri-anziani", "e per mio nonno di 90 anni?", None),  # they are for him already
        ("ricoveri-anziani", "e per un bambino?", None),  # there is no such thing for children
        ("domiciliare-anziani", "e per mio marito?", None),
        ("domiciliare-anziani", "mia sorella ha 40 anni", None),
        ("ti-ascolto", "e per mia nonna?", None),
    ],
)
def test_who_is_named_says_which_help_is_meant(concept: str, text: str, other: str | None) -> None:
    assert KIN.other_than(concept, text) == other


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("quella per i disabili", "domiciliare-disabili"),
        ("no, quella dei bambini dicevo", "domiciliare-minori"),
        ("non quella, per i disabili", "domiciliare-disabili"),
        ("l'istituto per i disabili", None),  # something of its own is named
        ("quella per gli anziani", None),  # it is that one already
    ],
)
def test_whoever_points_at_what_was_spoken_of_means_the_same_help(text: str, other: str | None) -> None:
    assert KIN.pointed_to("domiciliare-anziani", text) == other

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
        ("domiciliare-disabili", "mia madre, 85 anni, vive sola", "domiciliare-anziani"),
        ("domiciliare-disabili", "per un signore di 80 anni", "domiciliare-anziani"),
        ("domiciliare-anziani", "e a 15 anni?", "domiciliare-minori"),
        ("domiciliare-anziani", "ne ha già 16 anni", "domiciliare-minori"),
        ("domiciliare-anziani", "ci abito da 15 anni, posso chiedere?", None),
        ("domiciliare-anziani", "l'ho chiesta 2 anni fa, devo rifare la domanda?", None),
        ("domiciliare-anziani", "e se è malata da 3 anni?", None),
        ("domiciliare-anziani", "serve la residenza di 5 anni?", None),
        ("domiciliare-anziani", "ho 12 anni di contributi", None),
        ("domiciliare-anziani", "l'isee vale 1 anno?", None),
        ("domiciliare-anziani", "per 2 anni l'abbiamo avuta", None),
        ("domiciliare-minori", "abito qui da 70 anni", None),
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
        ("quella per gli anziani", "domiciliare-anziani"),  # it is that one already
        ("mi sono spiegato male, intendevo quella dei ragazzini", "domiciliare-minori"),
        ("mi interessava quella handicap, ho una sorella invalida", "domiciliare-disabili"),
        ("quella signora mi ha capito male: intendevo quella per i minori", "domiciliare-minori"),
        ("no, non quella dei minori, quella per i disabili", "domiciliare-disabili"),
        ("minori", "domiciliare-minori"),
        ("e per gli invalidi invece?", "domiciliare-disabili"),
        ("mi serve quella tessera per gli invalidi", None),  # a thing of its own
        ("il centro per i minori", None),
        ("quella che costa meno", None),
    ],
)
def test_whoever_points_at_what_was_spoken_of_means_the_same_help(text: str, other: str | None) -> None:
    assert KIN.pointed_to("domiciliare-anziani", text) == other

"""What is a name, beside everything else that people write when they are asked for one."""

import pytest

from bot.dialogue.booking.names import Identity, introduced, is_a_name, told


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("Rosa Bianchi", "Rosa Bianchi", ""),
        ("rosa bianchi", "Rosa Bianchi", ""),
        ("ROSA BIANCHI", "Rosa Bianchi", ""),
        ("sono la signora Pina Colombo, grazie", "Pina Colombo", ""),
        ("mi chiamo Luca Ferri 333 1234567", "Luca Ferri", "333 1234567"),
        ("Ferri Luca, tel. +39 333 1234567", "Ferri Luca", "+39 333 1234567"),
        ("nome: Anna cognome: Neri", "Anna Neri", ""),
        ("De Luca Maria", "De Luca Maria", ""),
        ("D'Angelo Concetta", "D'Angelo Concetta", ""),
        ("Xhesika Hoxha", "Xhesika Hoxha", ""),
        ("nome mio Ahmed El Amrani", "Ahmed El Amrani", ""),
        ("Domenica Ferrari", "Domenica Ferrari", ""),
        ("Bianchi Rosa, nata a Milano", "Bianchi Rosa", ""),
        ("333 1234567", "", "333 1234567"),
        # words of every day are names, too
        ("Anna Costa", "Anna Costa", ""),
        ("Anna costa", "Anna Costa", ""),
        ("anna costa tel 333 1234567", "Anna Costa", "333 1234567"),
        ("Primo Bianchi", "Primo Bianchi", ""),
        ("Anna Bene", "Anna Bene", ""),
        ("Basta Giovanni", "Basta Giovanni", ""),
        ("ok, sono la signora Via Antonia", "Via Antonia", ""),
        ("costa", "Costa", ""),
        ("mi chiamo Bella Carta e vorrei prenotare", "Bella Carta", ""),
        ("per mia moglie Presto Maria", "Presto Maria", ""),
        # particles, other countries
        ("maria del vecchio", "Maria Del Vecchio", ""),
        ("de luca", "De Luca", ""),
        ("lo presti anna maria", "Lo Presti Anna Maria", ""),
        ("La Rosa Anna", "La Rosa Anna", ""),
        ("dall'asta marco", "Dall'Asta Marco", ""),
        ("anna dell'acqua", "Anna Dell'Acqua", ""),
        ("giovanni via", "Giovanni Via", ""),
        ("Jan van der Berg", "Jan van der Berg", ""),
        ("Sinéad O’Neill", "Sinéad O’Neill", ""),
        ("Nguyen Thi Chi", "Nguyen Thi Chi", ""),
        ("Alla Petrova", "Alla Petrova", ""),
        ("Sei Kim", "Sei Kim", ""),
        ("Li Na", "Li Na", ""),
        ("Xiu", "Xiu", ""),
        # no names
        ("Dipende", "", ""),
        ("Capito", "", ""),
        ("ok capito", "", ""),
        ("Buona Giornata", "", ""),
        ("Quanto Costa", "", ""),
        ("Possibilmente", "", ""),
        ("sono stanca", "", ""),
        ("NON LO SO", "", ""),
        ("da sola", "", ""),
        ("lo prendo", "", ""),
        ("a nome di mia figlia", "", ""),
        ("bonus luce", "", ""),
        ("carta famiglia richiesta", "", ""),
        ("c'è l'ascensore", "", ""),
        ("vaffanculo", "", ""),
        ("ma quanto costa", "", ""),
        ("dove siete", "", ""),
        ("Rosa Bianchi?", "", ""),
        ("operatore", "", ""),
        ("sabato mattina", "", ""),
        ("mercoledì", "", ""),
        ("non lo so", "", ""),
        ("sto male", "", ""),
        ("va bene grazie", "", ""),
        ("nata il 3/3/1960", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_is_told_from_everything_else(text: str, name: str, phone: str) -> None:
    assert told(text) == Identity(name, phone)


@pytest.mark.parametrize(
    ("text", "is_full"),
    [("Anna Costa", True), ("anna", False), ("De Luca", False), ("Anna De Luca", True), ("Lo Presti Anna", True)],
)
def test_a_surname_with_a_particle_is_one_name(text: str, is_full: bool) -> None:
    assert told(text).is_full == is_full


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("domenica ferrari", True), ("primo costa", True), ("sabato mattina", False), ("primo turno", False)],
)
def test_a_name_that_sounds_like_a_time(text: str, is_name: bool) -> None:
    assert is_a_name(text, told(text), has_wish=True) == is_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mi chiamo Rosa Bianchi e vorrei prenotare", "Rosa Bianchi"),
        ("sabato 28 alle 9, sono Rosa Bianchi", "Rosa Bianchi"),
        ("Sono Rosa De Luca, vorrei un appuntamento", "Rosa De Luca"),
        ("sono Italiana e vorrei un appuntamento", ""),
        ("sono di Cesano Boscone", ""),
        ("mi chiamo maria del vecchio e vorrei prenotare", "Maria Del Vecchio"),
        ("a nome di anna costa, grazie", "Anna Costa"),
        ("come si chiama la dottoressa", ""),
        ("mi chiamo sempre fuori", ""),
        ("sono stanca Anna Bianchi lo sa", ""),
        ("sono Rosa", ""),
    ],
)
def test_who_introduces_oneself_with_other_things(text: str, name: str) -> None:
    assert introduced(text) == name

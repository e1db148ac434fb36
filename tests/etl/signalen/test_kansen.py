"""The arithmetic of the rules against published tables.

Abramowitz and Stegun (1964), tables 26.1 (normal) and 26.8 (percentage points of chi-square), with the digits beyond theirs checked
against Python's own statistics.NormalDist and math.erfc.
"""

import duckdb
import pytest


def ask(con: duckdb.DuckDBPyConnection, expressie: str) -> float:
    return float(con.execute(f"select {expressie}").fetchall()[0][0])


@pytest.mark.parametrize(
    ("x", "kans"),
    [
        (0, 0.5), (1, 0.8413447461), (1.96, 0.9750021049), (2.5758293035, 0.995), (-1, 0.1586552539),
        (-3, 0.0013498980), (4, 0.9999683288), (8, 1.0), (-8, 0.0),
    ],
)  # fmt: skip
def test_the_normal_distribution_is_right_to_seven_decimals(x: float, kans: float, con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, f"normaal({x}::double)") == pytest.approx(kans, abs=1e-7)


@pytest.mark.parametrize(
    ("x", "v", "kans"),
    [
        (3.841458821, 1, 0.05), (6.634896601, 1, 0.01), (9.210340372, 2, 0.01), (11.344866730, 3, 0.01), (7.814727903, 3, 0.05),
        (24.724970311, 11, 0.01), (19.675137573, 11, 0.05), (31.264133620, 11, 0.001), (23.209251159, 10, 0.01), (0, 11, 1.0),
    ],
)  # fmt: skip
def test_the_chi_square_distribution_is_right(x: float, v: int, kans: float, con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, f"chi_kwadraat_boven({x}::double, {v})") == pytest.approx(kans, abs=2e-7)


@pytest.mark.parametrize(
    ("k", "n", "p", "kans"),
    [
        (23, 24, "0.5", 25 / 2**24), (24, 24, "0.5", 1 / 2**24), (0, 24, "0.5", 1.0),
        (12, 12, "1.0", 1.0), (1, 12, "0.0", 0.0), (8, 10, "0.5", 56 / 1024),
    ],
)  # fmt: skip
def test_the_binomial_tail_is_exact(k: int, n: int, p: str, kans: float, con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, f"binomiaal_boven({k}, {n}, {p}::double)") == pytest.approx(kans, rel=1e-9)


@pytest.mark.parametrize(
    ("expressie", "tekst"),
    [
        ("getal_in_woorden(1234.5, 1)", "1.234,5"),
        ("getal_in_woorden(-0.04, 1)", "0,0"),
        ("getal_in_woorden(-3, 0)", "−3"),
        ("tijdvak_in_woorden(date '2024-03-01', date '2024-03-31')", "maart 2024"),
        ("tijdvak_in_woorden(date '2024-03-01', date '2024-06-30')", "maart 2024 tot en met juni 2024"),
        ("tijdvak_in_woorden(date '2024-01-01', date '2024-12-31')", "2024"),
        ("tijdvak_in_woorden(date '2022-01-01', date '2024-12-31')", "2022 tot en met 2024"),
        ("tijdvak_in_woorden(date '2024-08-01', date '2025-07-31')", "schooljaar 2024/25"),
        ("tijdvak_in_woorden(date '2024-03-04', date '2024-03-10')", "4 maart 2024 tot en met 10 maart 2024"),
        ("tijdvak_in_woorden(date '2024-03-04', null::date)", "vanaf 4 maart 2024"),
        ("lijst_in_woorden(['a', 'b', 'c'])", "a, b en c"),
        ("lijst_in_woorden(['a'])", "a"),
        ("deel_in_woorden('Noord', null)", " (Noord)"),
        ("deel_in_woorden(null, null)", ""),
    ],
)
def test_numbers_and_periods_are_written_in_dutch(expressie: str, tekst: str, con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute(f"select {expressie}").fetchall() == [(tekst,)]

"""What the tests of the arithmetic share."""

from collections.abc import Iterator

import duckdb
import pytest

from etl.duck import MACROS


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """The macros alone."""
    verbinding = duckdb.connect()
    verbinding.execute(MACROS.read_text(encoding="utf-8"))
    kansen = MACROS.parents[1] / "models" / "macros_signalen.sql"
    for deel in kansen.read_text(encoding="utf-8").split(";\n"):
        if "kern." not in deel and "beweging." not in deel and deel.strip():
            verbinding.execute(deel)
    yield verbinding
    verbinding.close()

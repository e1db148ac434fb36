"""For the tests of the ETL: builds that ask no questions, where questions are not what a test is about."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from etl.signalen import uitvoeren


@pytest.fixture(scope="module")
def zonder_vragen() -> Iterator[None]:
    """Half of the time of a small build goes to its rules: here their tables come without rows."""

    def ask_nothing(con: duckdb.DuckDBPyConnection, **_: Any) -> None:
        uitvoeren._create_tables(con, uitvoeren.SCHEMA)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.bouw.ask_all", ask_nothing)
        yield

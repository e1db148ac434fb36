"""For the tests of the ETL: builds that ask no questions, where questions are not what a test is about."""

from collections.abc import Iterator

import pytest

from tests.etl.hulp import without_questions


@pytest.fixture(scope="module")
def zonder_vragen() -> Iterator[None]:
    """No build of this file asks questions."""
    with without_questions():
        yield

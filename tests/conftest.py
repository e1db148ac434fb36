"""How the tests are divided over the workers of xdist."""

import pytest
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling

SAMEN = ("tests/browser/",)  # folders whose files share a magazijn and a server


class PerBestand(LoadScopeScheduling):  # type: ignore[misc]
    """The tests of one file go to one worker, in their order: what they share is made once."""

    def _split_scope(self, nodeid: str) -> str:
        bestand = nodeid.partition("::")[0]
        return next((map_ for map_ in SAMEN if bestand.startswith(map_)), bestand)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> PerBestand:
    config.option.loadscopereorder = False  # the folders with the long tests come first, and the short ones fill what is left
    return PerBestand(config, log)

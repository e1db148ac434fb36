"""`python -m dashboard.rapport`: make the packet of an overleg."""

import sys

from streamlit.logger import set_log_level

from etl.taal import use_dutch

if __name__ == "__main__":
    use_dutch()
    set_log_level("ERROR")  # it warns that no page is running, and none should be
    # The command library looks its words up while the commands are defined.
    from dashboard.rapport.opdracht import rapport
    from etl.cli import run

    sys.exit(run(sys.argv[1:], rapport, "python -m dashboard.rapport"))

"""`python -m dashboard.dossier`: the command for operators."""

import sys

from etl.taal import use_dutch

if __name__ == "__main__":
    use_dutch()
    # The command library looks its words up while the commands are defined.
    from dashboard.dossier.opdracht import dossier
    from etl.cli import run

    sys.exit(run(sys.argv[1:], dossier, "python -m dashboard.dossier"))

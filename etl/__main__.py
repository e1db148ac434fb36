"""`python -m etl`: the command for suppliers and operators."""

from etl.cli import main

if __name__ == "__main__":
    main()

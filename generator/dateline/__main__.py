"""Run the command line as `python -m dateline`, and as the program `dateline`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; where it is interrupted while it is being loaded still, leave as quietly as it does."""
    try:
        from dateline.cli import main as run  # noqa: PLC0415  # loading takes longer than some commands do

        run(prog_name="dateline")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

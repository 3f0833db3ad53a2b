"""`python -m reporter`, and the command `reporter`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line. Ctrl-C ends it with 130, also while libraries are still being loaded."""
    try:
        from reporter.cli import app

        app(prog_name="reporter")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

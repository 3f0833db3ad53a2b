"""`python -m reporter`, and the command `reporter`."""

from __future__ import annotations

import atexit
import gc
import os
import sys

_COLLECT_FROM = 200_000  # objects; most of what a run makes it keeps, so looking for garbage at every 700 of them finds none


def main() -> None:
    """Run the command line. Ctrl-C ends it with 130, also while libraries are still being loaded."""
    atexit.register(gc.freeze)  # else Python looks through all that was made for garbage before it ends
    gc.set_threshold(_COLLECT_FROM)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's products are small here, and its threads burn time while they wait
    try:
        from reporter.cli import app

        app(prog_name="reporter")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

"""`python -m kg` and `kg`: the command line, and Ctrl-C while it is still being loaded."""

from __future__ import annotations

import atexit
import signal
import sys


def main() -> None:
    """Run the command line; what comes too late to stop it changes nothing of how it ended."""
    atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
    try:
        from kg.cli import main as run

        run()
    except KeyboardInterrupt:
        from kg.interrupt import CODE, tell

        tell()
        sys.exit(CODE)


if __name__ == "__main__":
    main()

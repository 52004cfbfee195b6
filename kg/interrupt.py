"""Ctrl-C: a command ends in a moment and says how to go on, whatever it is doing.

Python looks at signals between its own steps, and a step into native code (a store that is written, a long article that is parsed) may take
minutes. So a thread waits for the signal too, and ends the process where it is still there a second later. That loses nothing: whatever
kills a command, the last good store is there and what was reported as done is in it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ADVICE = "stopped: run the same command again to go on"
PATIENCE = 1.0  # seconds
CODE = 130  # exit code, by custom
END = b"\xff"  # no signal has this number


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, Ctrl-C ends this process in a moment."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    done = threading.Event()
    thread = threading.Thread(target=wait, args=(reading, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        signal.set_wakeup_fd(before)
        os.write(writing, END)
        thread.join()
        os.close(reading)
        os.close(writing)


@contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Inside, Ctrl-C waits until the function that this gives is called, which raises it where it came meanwhile."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():  # Ctrl-C is none of our business there
        yield lambda: None
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))

    def deliver() -> None:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(came.pop())

    try:
        yield deliver
    finally:
        deliver()


def wait(reading: int, done: threading.Event) -> None:
    """Wait for a signal to interrupt; end the process where it doesn't end by itself."""
    while (signals := os.read(reading, 1)) != END:
        if signals == bytes([signal.SIGINT]) and not done.wait(PATIENCE):
            tell()
            os._exit(CODE)


def tell() -> None:
    """Say how to go on."""
    print(ADVICE, file=sys.stderr, flush=True)

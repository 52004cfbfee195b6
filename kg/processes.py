"""Processes beside the one in which a command runs. They end with it, however that ends, and leave Ctrl-C to it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from kg.errors import KgError, StoreError

Task = Callable[[], object]
Begin = Callable[[Task], Task]
LOST = "a process of this command ended, perhaps for want of memory: run it again with --jobs 1"


@contextmanager
def started(number: int, serve: Callable[[Connection], None]) -> Iterator[list[Connection]]:
    """Connections to so many processes, which end when this does. Each runs `serve`, which must be picklable, on its side."""
    context = multiprocessing.get_context("spawn")  # a fork would inherit the files that the store has open
    processes: list[SpawnProcess] = []
    connections: list[Connection] = []
    try:
        for _ in range(number):
            here, there = context.Pipe()
            process = context.Process(target=live, args=(there, serve), daemon=True)
            process.start()
            there.close()
            processes.append(process)
            connections.append(here)
        yield connections
    finally:
        for process in processes:
            process.kill()
            process.join()


@contextmanager
def beside(number: int, ready: Callable[[], object]) -> Iterator[Begin]:
    """Gives what begins a task and returns what waits for its result, which is called once for each task, in their order.

    Where so many processors may be used, tasks are done one after the other in a process of its own, for which `ready` is called there
    first; all must be picklable. With less than two, a task is done when its result is asked for.
    """
    if number < 2:
        yield lambda task: task
        return
    with started(1, partial(do, ready=ready)) as (connection,):

        def begin(task: Task) -> Task:
            connection.send(task)
            return partial(result, connection)

        yield begin


def result(connection: Connection) -> object:
    """What the next task gave; raises the `KgError` that it raised."""
    try:
        given = connection.recv()
    except (EOFError, OSError):
        raise StoreError(LOST) from None
    if isinstance(given, Exception):
        raise given
    return given


# in such a process


def live(connection: Connection, serve: Callable[[Connection], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; ours tells what to do about it
    threading.Thread(target=end_with_parent, daemon=True).start()
    serve(connection)


def do(connection: Connection, ready: Callable[[], object]) -> None:
    """Do tasks as they come, and none after one that failed."""
    ready()
    failed: KgError | None = None
    while True:
        task = connection.recv()
        given = None
        try:
            given = failed or task()
        except KgError as error:
            given = failed = error
        connection.send(given)


def end_with_parent() -> None:
    """End this process where the one that started it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

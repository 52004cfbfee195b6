"""A query in a process of its own, which the system stops where it takes too long or too much memory.

Oxigraph has no time limit and no other way to interrupt a query, and one that exhausts memory or the stack takes the whole
process with it. So a worker opens the store, runs the query and writes the answer in its final format; it sets its own
limits, which the system keeps even when whoever started it is gone. Nothing passes to the reader before all of the answer
is there: one line of JSON, then the text. What the reader waits for from then on (a pager) counts no longer.

A fork starts in a millisecond. It is made only where no other thread runs, for their locks would stay shut in the child
(the threads of a store that is open are such); otherwise a fresh interpreter is started.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import signal
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TextIO

from kg import errors
from kg.errors import KgError, QueryError
from kg.interrupt import held_back
from kg.query.header import NamedQuery, read_query

if TYPE_CHECKING:
    from subprocess import Popen

    from kg.query.run import Result

TIME_LIMIT, LONGEST = 60.0, 1e8  # seconds
MEMORY_LIMIT = 2 << 30  # bytes of address space
PICKLE = "pickle"  # the format of a result that Python goes on with
LATE = 124  # exit code of a worker that stopped itself where the system has no timer
TOO_MUCH = (
    "The query needs more than {memory:.3g} GB of memory, or is nested too deeply, and was stopped: narrow it, or set a LIMIT inside it."
)
TOO_LONG = "The query took longer than {seconds:g} s and was stopped: narrow it, or give it more time (--time-limit, time_limit in Python)."


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is told: the query, how to write its answer, and the limits that it sets itself."""

    store: str  # the folder that a build wrote
    name: str  # of a named query, or ""
    text: str
    parameters: Mapping[str, str]
    format: str
    network: bool
    width: int  # of the terminal in characters; 0 where the answer goes to none
    seconds: float  # 0 for any time
    memory: int  # bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker tells beside the answer itself."""

    found: bool
    summary: str  # "3 rows in 0.02 s"
    notes: tuple[str, ...]  # likely mistakes


class Worker(Protocol):
    """A process that works: what we use of `Popen`."""

    stdout: Any  # in bytes

    def kill(self) -> None: ...
    def wait(self) -> int: ...


def run_apart(
    store: Path,
    query: str | NamedQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    format: str = "table",
    stream: TextIO | None = None,
    network: bool = False,
    time_limit: float = TIME_LIMIT,
    memory_limit: int = MEMORY_LIMIT,
) -> Reply:
    """Write the answer of `query`, asked of the store in the folder `store`, to `stream` (stdout without one).

    `time_limit` is in seconds, 0 for none, `memory_limit` in bytes. Raises QueryError or StoreError with what to mend;
    `stream` has then got nothing.
    """
    if not 0 <= time_limit <= LONGEST:
        raise QueryError("Give the time limit in seconds, such as 60, or 0 for none.")
    stream = stream or sys.stdout
    named = query if isinstance(query, NamedQuery) else NamedQuery("", query)
    width = shutil.get_terminal_size().columns if stream.isatty() else 0
    job = Job(str(store), named.name, named.text, dict(parameters or {}), format, network, width, time_limit, memory_limit)
    with held_back() as deliver:  # or Ctrl-C as the worker starts would leave it behind, unknown to us
        worker: Worker = fork(job) if forkable() else spawn(job)
        try:
            deliver()
            with io.TextIOWrapper(worker.stdout, "utf-8", newline="") as answer:
                first = answer.readline()
                shutil.copyfileobj(answer, stream, 1 << 16)
        except BaseException:
            worker.kill()
            raise
        finally:
            code = worker.wait()
    return read_reply(job, first, code)


def result_apart(
    store: Path,
    query: str | NamedQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    network: bool = False,
    time_limit: float = TIME_LIMIT,
    memory_limit: int = MEMORY_LIMIT,
) -> Result:
    """The answer of `query` for Python to go on with; limits and errors are those of `run_apart`."""
    stream = io.StringIO()
    run_apart(store, query, parameters, format=PICKLE, stream=stream, network=network, time_limit=time_limit, memory_limit=memory_limit)
    result: Result = pickle.loads(b64decode(stream.getvalue()))  # what our own worker wrote
    return result


def read_reply(job: Job, line: str, code: int) -> Reply:
    """The reply in a worker's first line; raises the error that it tells, or that its end tells where it came to no good one."""
    if code == 0 and line.endswith("\n"):
        reply = json.loads(line)
        if "error" in reply:
            raise getattr(errors, reply["error"])(reply["sentence"])
        if "failure" in reply:
            raise RuntimeError(f"a mistake of ours in the query's process:\n{reply['failure']}")
        return Reply(reply["found"], reply["summary"], tuple(reply["notes"]))
    if code in (LATE, -getattr(signal, "SIGALRM", 0)):
        raise QueryError(TOO_LONG.format(seconds=job.seconds))
    if code < 0:  # the system ended it
        raise QueryError(too_much(job))
    raise RuntimeError(f"the query's process ended with exit code {code}")


def too_much(job: Job) -> str:
    """The sentence for a query that exhausts its memory."""
    return TOO_MUCH.format(memory=job.memory / (1 << 30))


# ---- starting a worker


def forkable() -> bool:
    """Whether this process has but one thread, native ones counted; False where the system doesn't tell."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


class Forked:
    """A child as a `Worker`."""

    def __init__(self, pid: int, stdout: BinaryIO) -> None:
        self.pid, self.stdout = pid, stdout

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def fork(job: Job) -> Forked:
    """A copy of this process that works on `job`."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Forked(pid, os.fdopen(reading, "rb"))
    code = 1
    try:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what native code says when it aborts is no sentence for users
        with os.fdopen(writing, "wb") as pipe:
            work(job, pipe)
        code = 0
    finally:
        os._exit(code)  # nothing of what this process has begun is finished twice


def spawn(job: Job) -> Popen[bytes]:
    """A fresh interpreter that works on `job`."""
    import subprocess

    code = f"import sys; sys.path[:] = {sys.path!r}; from kg.query.apart import main; main()"
    pipe = subprocess.PIPE
    worker = subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    assert worker.stdin
    with suppress(BrokenPipeError), worker.stdin as stdin:
        stdin.write(json.dumps(asdict(job)).encode())
    return worker


def main() -> None:
    """Work on the job that stdin tells."""
    work(Job(**json.load(sys.stdin)), sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(0)


# ---- in the worker


def work(job: Job, pipe: BinaryIO) -> None:
    """Write a reply and an answer into `pipe`."""
    set_limits(job)
    reply, text = answered(job)
    set_timer(0)
    pipe.write(json.dumps(reply).encode() + b"\n")
    while chunk := text.read(1 << 16):
        pipe.write(chunk.encode())


class Page(io.StringIO):
    """Text for a terminal of some width, or for a file where that is 0."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width

    def isatty(self) -> bool:
        return self.width > 0


def answered(job: Job) -> tuple[dict[str, object], Page]:
    """The reply on `job`, as JSON will hold it, and the text of the answer, "" where there is an error."""
    from kg.query.formats import write
    from kg.query.notes import notes
    from kg.query.run import run
    from kg.rdf.store import open_store

    page = Page(job.width)
    try:
        store = open_store(Path(job.store))
        result = run(store, read_query(job.text, job.name), job.parameters, job.network)
        if job.format == PICKLE:
            page.write(b64encode(pickle.dumps(result)).decode())
        else:
            write(result, job.format, page, job.width or None)
        page.seek(0)
        remarks = () if job.name or job.format == PICKLE else notes(store, job.text)
        return {"found": result.found, "summary": result.summary, "notes": remarks}, page
    except KgError as error:
        return {"error": type(error).__name__, "sentence": str(error)}, Page(0)
    except MemoryError:
        return {"error": "QueryError", "sentence": too_much(job)}, Page(0)
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what Oxigraph raises for mistakes of its own
            return {"error": "QueryError", "sentence": f"Oxigraph cannot run this query: {error}."}, Page(0)
        from traceback import format_exc

        return {"failure": format_exc()}, Page(0)


def set_limits(job: Job) -> None:
    """Limit this process for good, as far as the system can."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    set_timer(job.seconds)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (job.memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def set_timer(seconds: float) -> None:
    """End this process in so many seconds; 0 lets it live. The system does it, whatever native code is running."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    elif seconds:
        from threading import Timer

        timer = Timer(seconds, os._exit, (LATE,))
        timer.daemon = True
        timer.start()

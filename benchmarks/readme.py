"""The table "How well it does" of the README: what it says is measured by a command, never written by hand.

    python -m benchmarks.readme                                   # what can be measured, and when it last was
    python -m benchmarks.readme --measure links-a roles           # measure these anew, write their figures and the table
    python -m benchmarks.readme --measure all-cheap --corpora DIR # all evaluations: some minutes
    python -m benchmarks.readme --measure all --corpora DIR       # the benchmarks too: hours, on a machine that does nothing else
    python -m benchmarks.readme --render                          # only write the table from the figures

Measures and rows are in readme.toml, figures with date, commit, load and command in figures.json. A figure that isn't measured anew keeps
its date, which the table shows; neither of the two words takes what is held out. DIR holds the development halves of the corpora that the
project doesn't bring: `sequoia-press-dev.jsonl` and `democrat-press-dev.jsonl` (articles as JSON lines), `fr-timebank-dev` (TimeML files).
Exit code 1 where something asked for could not be measured: the others are.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
README, FIGURES = ROOT / "README.md", HERE / "figures.json"
DATA: dict[str, Any] = tomllib.loads((HERE / "readme.toml").read_text("utf-8"))
MEASURES: dict[str, dict[str, Any]] = DATA["measures"]
BEGIN, END = "<!-- python -m benchmarks.readme -->", "<!-- end -->"
HEAD = "| what | figure | beside it | measured |\n|---|---|---|---|"
CELLS = ("what", "figure", "beside")

Figures = dict[str, dict[str, Any]]  # measure → date, commit, cores, load, command, figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", nargs="+", metavar="NAME", default=[], help="what to measure anew: names, all-cheap or all")
    parser.add_argument("--corpora", type=Path, help="the folder of the corpora that the project doesn't bring")
    parser.add_argument("--render", action="store_true", help="write the table from the figures there are")
    options = parser.parse_args()
    known = read()
    if not options.measure and not options.render:
        print("\n".join(listed(known)))
        return 0
    if wrong := [name for name in options.measure if name not in {"all", "all-cheap", *MEASURES}]:
        parser.error(f"no measure is called {', '.join(wrong)}: python -m benchmarks.readme lists them")
    failed = False
    for name in chosen(options.measure):
        try:
            taken = measure(name, options.corpora)
        except (ValueError, subprocess.CalledProcessError) as error:
            print(f"{name}: {error}; its figures stay those of {known[name]['date'] if name in known else 'no day'}", file=sys.stderr)
            failed = True
            continue
        known = read() | {name: taken}  # something else may have been measured meanwhile
        FIGURES.write_text(json.dumps(dict(sorted(known.items())), indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{name}: {json.dumps(taken['figures'])}", flush=True)
    README.write_text(replaced(README.read_text("utf-8"), table(read())), "utf-8")
    return int(failed)


def read() -> Figures:
    figures: Figures = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    return figures


def listed(known: Figures) -> list[str]:
    """A line for each measure: when it was taken, and how."""
    return [f"{name:16} {known.get(name, {}).get('date', 'never'):10}  {command(name)}" for name in MEASURES]


def command(name: str) -> str:
    """How something is measured, in words of the command line."""
    return " && ".join(MEASURES[name].get("run", ())) or str(MEASURES[name]["hand"])


# what is measured


def chosen(names: Sequence[str]) -> list[str]:
    """The measures meant, in the order of the data; those that people judge can't be."""
    return [n for n in MEASURES if n in names or ("all" in names and is_free(n)) or ("all-cheap" in names and is_free(n) and is_cheap(n))]


def is_free(name: str) -> bool:
    return "run" in MEASURES[name] and not MEASURES[name].get("held_out")


def is_cheap(name: str) -> bool:
    """Whether it evaluates: seconds, where benchmarks take minutes and want a machine to themselves."""
    return all(step.startswith("kg ") for step in MEASURES[name]["run"])


def measure(name: str, corpora: Path | None) -> dict[str, Any]:
    """The figures of a measure that the rows ask for, and when and how they were taken. Raises `ValueError` where the corpora are missing
    or the commands print no JSON with these figures, `CalledProcessError` where they fail."""
    if "run" not in MEASURES[name]:
        raise ValueError("people judge this")
    if "CORPORA" in command(name) and corpora is None:
        raise ValueError("needs --corpora")
    load = os.getloadavg()[0]
    found = run(MEASURES[name]["run"], corpora)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "cores": os.cpu_count(),
        "load": round(load, 1),
        "command": command(name),
        "figures": asked(name, found),
    }


def run(steps: Iterable[str], corpora: Path | None) -> Any:
    """What the last of the commands prints, as JSON. A benchmark that breaks its bound (exit code 1) has printed its figures."""
    with tempfile.TemporaryDirectory() as work:
        for step in steps:
            line = step.replace("CORPORA", str(corpora and corpora.resolve())).replace("WORK", work)
            line = line.replace("kg ", f"{sys.executable} -m kg ", 1) if line.startswith("kg ") else line
            line = line.replace("python ", f"{sys.executable} ", 1) if line.startswith("python ") else line
            line += " --json" if line.find(" -m kg eval ") > 0 else ""
            done = subprocess.run(line, shell=True, check=False, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            if done.returncode not in (0, 1):
                done.check_returncode()
    return json.loads(done.stdout)


def commit() -> str:
    """The state that is measured; a plus where files have changed since."""
    git = ("git", "-C", str(ROOT))
    head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    tracked = subprocess.run([*git, "status", "--porcelain", "-uno", "kg"], capture_output=True, text=True, check=True).stdout
    return head + "+" * bool(tracked)


def asked(name: str, found: Any) -> dict[str, Any]:
    """Those of the figures found that the rows show; raises `ValueError` where one isn't there."""
    kept: dict[str, Any] = {}
    for of, *path in sorted({field for row in DATA["rows"] for field in fields(row)}):
        if of != name or path in (["load"], ["cores"]):
            continue
        inside, value = kept, found
        for key in path[:-1]:
            inside, value = inside.setdefault(key, {}), value[key]
        if path[-1] not in value:
            raise ValueError(f"printed no figure '{path[-1]}'")
        inside[path[-1]] = value[path[-1]]
    return kept


# how it is shown


def fields(row: dict[str, str]) -> list[tuple[str, ...]]:
    """What a row asks for: measure and keys of the figure."""
    names = [name for cell in CELLS for _, name, _, _ in Formatter().parse(row[cell]) if name]
    return [tuple(name.replace("]", "").split("[")) for name in names]


def table(known: Figures) -> str:
    """The table in Markdown; the day of a row is that of the oldest of its figures. Raises `KeyError` where one was never measured."""
    values = {name: {"load": taken.get("load"), "cores": taken.get("cores")} | taken["figures"] for name, taken in known.items()}
    return "\n".join([HEAD, *(shown(row, values, known) for row in DATA["rows"])])


def shown(row: dict[str, str], values: dict[str, dict[str, Any]], known: Figures) -> str:
    cells = [row[cell].format_map(values) for cell in CELLS]
    day = min(known[measured]["date"] for measured, *_ in fields(row))
    return f"| {' | '.join([*cells, day])} |".replace("|  |", "| |")


def replaced(readme: str, rows: str) -> str:
    """The README with this table between the two marks. Raises `ValueError` where they are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the README has no marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{rows}\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main())

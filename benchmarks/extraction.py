"""What reading articles takes beside the language model alone: `extract` one article after the other against `nlp.pipe` over their texts,
with the same components in one process, everything loaded. `ratio` is beside spaCy as it is installed, `own_ratio` beside the same with the
faster products of matrices that `kg` reads with.

    python -m benchmarks.extraction            # the figures, and whether the bound holds
    python -m benchmarks.extraction --json     # one JSON object

The texts are those of benchmarks/linking.py, dated by a day; `month_ratio` is the same with dates that give a month only, as the seeds
have them: then every time expression is read for each day of the month. Both sides are timed in processor seconds in turn, over several
rounds; the median ratio counts, after a first round that fills the caches. `stages` are parts of the time of `nlp.pipe`, medians too.
Exit code 1 where the bound is broken.

What makes the model slow, and what doesn't (French, medium): names take 0.39 of its time (with a network of their own), the shared
network 0.31, the parser 0.18, our tokens and sentences 0.08, tags 0.04, lemmas 0.01; extraction asks for each of them, so none can be
left out. Half of it was multiplying matrices, since the wheels of BLIS that spaCy multiplies with hold its generic kernel alone
(`BLIS_ARCH_DEBUG=1` says so): 28 thousand million operations a second where numpy's OpenBLAS does 85. With OpenBLAS the model takes some
0.62 of the time; of 143 articles every annotation stays the same, with its kernels for Nehalem, Sandy Bridge and Haswell too. In two
threads it takes twice the processor's time and no less by the clock, so that `parse` allows one. `nlp.pipe` gives the same annotations as
one article after the other, with batches of 1 to 256 articles, and saves some 5 %: not worth reading ahead. A word that the lemmatizer
has not seen cost up to a millisecond, which these figures don't show: here every word is seen in the first round (kg/nlp/quicken.py).

What `kg` adds is spread over many short functions, a third of it in reading events. No single one takes more than a tenth of it any more:
time rules are tried where the next six characters may begin them (a sixth of what two characters let through), a verb's patterns where
one of its near words is their second, and what rules out most words is asked before what needs the tree. What is left: many small
questions about each token (`Tree.children` alone is asked thirteen times); fewer passes over the tokens would be needed.
On a busy machine the ratio is some 15 % worse.

Compiled code doesn't reach the bound either. mypyc 2.4 over all that reads an article (128 modules, the same extractions to the byte)
took what `kg` adds from 0.89 to 0.55 of the model's time on a busy machine: links 0.15 to 0.10, times 0.11 to 0.10 (regular expressions),
syntax 0.14 to 0.08, coreference 0.15 to 0.08, events 0.35 to 0.20. That is a ratio of 1.69 instead of 1.98, for three minutes of a compiler
and eight megabytes at each installation, and for differences that neither mypy nor an import shows: a `cached_property` is computed each
time, `x in` a generator fails when it is run, a variable of two types raises, and a NamedTuple whose annotation is imported for types only
(quotes and triggers) crashes the interpreter. Whoever tries again begins with these.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from spacy.language import Language

from benchmarks.linking import texts
from kg.extract.extract import extract
from kg.kb import KnowledgeBase, open_base
from kg.lang.models import model_of
from kg.model import Document
from kg.nlp import load
from kg.nlp.normalise import normalise
from kg.nlp.pipeline import assembled
from kg.nlp.quicken import one_thread

BOUND = 1.35  # of the model's time
ROUNDS = 5
DATES = {"ratio": "2017-11-21", "month_ratio": "2017-11"}


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.seconds[stage] += time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    figures = measure()
    print(json.dumps(figures, indent=1) if options.json else shown(figures))
    return int(figures["ratio"] > BOUND)


def measure() -> dict[str, Any]:
    """The median ratios and stages, and how many tokens a second are read."""
    nlp, kb = load("fr"), open_base()
    installed = assembled(model_of("fr"), "fr")
    gc.freeze()  # as `load` does
    rounds: dict[str, list[tuple[float, dict[str, float]]]] = {name: [] for name in DATES}
    speeds, own = [], []
    for _ in range(ROUNDS + 1):
        for name, date in DATES.items():
            documents = [Document(str(at), "", "", text, "fr", date, "") for at, text in enumerate(texts())]
            read = [normalise(document) for document in documents]
            alone, tokens = piped(installed, read)
            whole, stages = extracted(nlp, kb, documents)
            own.append(whole / piped(nlp, read)[0])
            rounds[name].append((whole / alone, {stage: seconds / alone for stage, seconds in stages.items()}))
            speeds.append(tokens / whole)
    figures: dict[str, Any] = {name: round(median(ratio for ratio, _ in rounds[name][1:]), 3) for name in DATES}
    stages = {stage: round(median(each[stage] for _, each in rounds["ratio"][1:]), 3) for stage in rounds["ratio"][0][1]}
    return figures | {"own_ratio": round(median(own[2::2]), 3), "stages": stages, "tokens_per_second": round(median(speeds[2:]))}


def piped(nlp: Language, texts: list[str], batch_size: int | None = None) -> tuple[float, int]:
    """The seconds of the model alone, and the tokens that it made."""
    started = time.process_time()
    with one_thread():
        tokens = sum(map(len, nlp.pipe(texts, batch_size=batch_size)))
    return time.process_time() - started, tokens


def extracted(nlp: Language, kb: KnowledgeBase, documents: list[Document]) -> tuple[float, dict[str, float]]:
    """The seconds of extraction, in all and by stage."""
    clock, started = Clock(), time.process_time()
    for document in documents:
        extract(document, nlp, kb, watch=clock)
    return time.process_time() - started, clock.seconds


def shown(figures: dict[str, Any]) -> str:
    """The figures as lines for people."""
    stages = ", ".join(f"{stage} {part}" for stage, part in figures["stages"].items())
    return (
        f"extraction takes {figures['ratio']} times nlp.pipe (at most {BOUND}), {figures['month_ratio']} for dates without a day, "
        f"{figures['own_ratio']} times the model with its products by numpy: "
        f"{figures['tokens_per_second']:,} tokens a second\n{stages}"
    )


if __name__ == "__main__":
    sys.exit(main())

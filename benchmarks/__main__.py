"""`python -m benchmarks`: every benchmark in turn, on the graph in output/."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = ("startup", "kb", "linking", "extraction", "fusion", "adding", "rdf", "articles", "scale", "page")

# Each in a process of its own: one's memory and imports must not count for the next.
sys.exit(max(subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *sys.argv[1:]], check=False).returncode for name in BENCHMARKS))

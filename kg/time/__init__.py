"""When: time expressions as TimeML's TIMEX3, resolved to days where the article's date allows it.

`find.py` is the cascade on one page; `patterns.py` turns the rules of `kg/lang/<language>/time.toml` into matches; `dates.py`,
`clock.py` and `durations.py` say what the matches mean; `signals.py` reads the words around them; `calendar.py` is arithmetic on days.
"""

from kg.time.find import Spotted, find_times, resolve, spot

__all__ = ["Spotted", "find_times", "resolve", "spot"]

// A histogram of the events' dates that is a filter: by day, month or year, whichever gives a readable number of bars.
const MOST_BARS = 31;
const UNDATED = "";
const LEVELS = [10, 7, 4]; // characters of an ISO date: day, month, year

// The bin of an event: empty where its first and last day don't agree at this level.
function binAt(event, level) {
  const [first, last] = items[event].d || ["", ""];
  return first && first.slice(0, level) === last.slice(0, level) ? first.slice(0, level) : UNDATED;
}
const level = LEVELS.find((n) => new Set(eventNumbers.map((e) => binAt(e, n))).size <= MOST_BARS) || 4;
const bins = new Map(eventNumbers.map((e) => [e, binAt(e, level)]));
const dayOf = (event) => bins.get(event);

function binName(bin) {
  if (bin === UNDATED) return say("undated");
  const parts = { year: "numeric", ...(level > 4 ? { month: "short" } : {}), ...(level > 7 ? { day: "numeric" } : {}) };
  const date = new Date(`${bin.padEnd(10, "-01-01".slice(bin.length === 4 ? 0 : 3))}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? bin : date.toLocaleDateString(language === "en" ? "en-GB" : language, { ...parts, timeZone: "UTC" });
}

function renderTimeline() {
  const counts = new Map();
  for (const e of eventNumbers) if (!state.hiddenStates.has(items[e].s)) counts.set(dayOf(e), (counts.get(dayOf(e)) || 0) + 1);
  const sorted = [...new Set(bins.values())].sort((a, b) => (a === UNDATED) - (b === UNDATED) || (a < b ? -1 : 1)).slice(-120);
  if (sorted.length < 2) return byId("timeline").replaceChildren();
  const most = Math.max(1, ...counts.values());
  const all = el("button", { class: "all", "aria-pressed": String(state.days === null), onclick: () => change({ days: null }) }, say("all_dates"));
  byId("timeline").setAttribute("aria-label", say("time"));
  byId("timeline").replaceChildren(all, ...sorted.map((bin) => bar(bin, counts.get(bin) || 0, most)));
}

function bar(bin, count, most) {
  const height = Math.max(count ? 2 : 0, Math.round((count / most) * 30));
  const picture = svg("svg", { viewBox: "0 0 60 32", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { class: bin === UNDATED ? "undated" : "", x: 0, y: 32 - height, width: 60, height }));
  const on = state.days === null || state.days.has(bin);
  return el("button", { "aria-pressed": String(on), title: `${binName(bin)} : ${number(count)}`, "aria-label": `${binName(bin)} : ${number(count)}`, onclick: () => pick(bin) }, picture, binName(bin));
}

// The first click leaves one bar, further ones add or remove; without any, all are back.
function pick(bin) {
  const days = state.days === null ? new Set([bin]) : toggled(state.days, bin);
  change({ days: days.size ? days : null });
}

listen((keys) => { if (["days", "hiddenStates", "language"].some((k) => keys.has(k))) renderTimeline(); });

// A histogram of the events' dates with a range to drag: by day, month or year, whichever gives a readable number of bars.
const MOST_BARS = 200;
const LEVELS = [10, 7, 4]; // characters of an ISO date: day, month, year

// The bin of an event: empty where its first and last day don't agree at this level.
function binAt(event, level) {
  const [first, last] = items[event].d || ["", ""];
  return first && first.slice(0, level) === last.slice(0, level) ? first.slice(0, level) : "";
}
const level = LEVELS.find((n) => new Set(eventNumbers.map((e) => binAt(e, n))).size <= MOST_BARS) || 4;
const bins = new Map(eventNumbers.map((e) => [e, binAt(e, level)]));
const exact = (event) => bins.get(event) !== "";
const steps = [...new Set(bins.values())].filter(Boolean).sort();
const lastOfMonth = (bin) => new Date(Date.UTC(Number(bin.slice(0, 4)), Number(bin.slice(5, 7)), 0)).toISOString().slice(0, 10);
const startOf = (bin) => bin + "-01-01".slice(bin.length === 4 ? 0 : 3).slice(0, 10 - bin.length);
const endOf = (bin) => (bin.length === 10 ? bin : bin.length === 7 ? lastOfMonth(bin) : `${bin}-12-31`);

function dayName(day, options = { day: "numeric", month: "short", year: "numeric" }) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const words = date.toLocaleDateString(language === "en" ? "en-GB" : language, { ...options, timeZone: "UTC" });
  return language === "fr" ? words.replace(/^1 /, "1er ") : words;
}
function binName(bin) {
  return dayName(startOf(bin), { year: "numeric", ...(level > 4 ? { month: "short" } : {}), ...(level > 7 ? { day: "numeric" } : {}) });
}

// The first and the last bin of the range, as places in `steps`.
function ends() {
  if (!state.range) return [0, steps.length - 1];
  const [from, to] = state.range, low = steps.findIndex((bin) => endOf(bin) >= from), high = steps.filter((bin) => startOf(bin) <= to).length - 1;
  return [low < 0 ? steps.length - 1 : low, Math.max(0, high)];
}

// A range from bin to bin. A narrower one leaves undated events out until the reader asks for them.
function setBins(a, b) {
  const low = Math.min(a, b), high = Math.max(a, b);
  if (low === 0 && high === steps.length - 1) return setRange(null);
  setRange([startOf(steps[low]), endOf(steps[high])]);
}

function setRange(range) {
  if (String(range) === String(state.range)) return;
  change({ range, undated: range === null ? true : state.range === null ? false : state.undated });
}

function renderTimeline() {
  const footer = byId("timeline");
  footer.setAttribute("aria-label", say("time"));
  if (!eventNumbers.length) return footer.replaceChildren();
  footer.replaceChildren(el("div", { id: "range-words" }), ...(steps.length ? [el("div", { id: "histogram" }, bars(), slider("from", 0), slider("to", 1)), dates()] : []), undatedSwitch());
  updateTimeline();
}

// One bar a bin; dragging over them picks a range, a click one bin.
function bars() {
  const picture = svg("svg", { viewBox: `0 0 ${steps.length} 100`, preserveAspectRatio: "none", "aria-hidden": "true" });
  let start = null, box = null;
  const place = (e) => Math.max(0, Math.min(steps.length - 1, Math.floor((e.clientX - box.left) / box.width * steps.length)));
  picture.addEventListener("pointerdown", (e) => {
    box = picture.getBoundingClientRect();
    start = place(e);
    picture.setPointerCapture(e.pointerId);
    setBins(start, start);
  });
  picture.addEventListener("pointermove", (e) => { if (start !== null) setBins(start, place(e)); });
  for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, () => { start = null; });
  return picture;
}

function slider(word, side) {
  const input = el("input", { type: "range", id: `range-${word}`, min: 0, max: steps.length - 1, step: 1, "aria-label": say(word), oninput: () => {
    const here = ends();
    here[side] = Number(input.value);
    if (here[0] > here[1]) here[1 - side] = here[side];
    setBins(...here);
  } });
  return input;
}

// The same range as two dates, to the day.
function dates() {
  const field = (word, side) => el("input", { type: "date", id: `date-${word}`, "aria-label": say(word), onchange: (e) => {
    const whole_ = [startOf(steps[0]), endOf(steps[steps.length - 1])], range = [...(state.range || whole_)];
    range[side] = e.target.value || whole_[side];
    setRange(range[0] <= range[1] ? range : [e.target.value, e.target.value]);
  } });
  return el("div", { id: "dates" }, field("from", 0), "–", field("to", 1), el("button", { class: "plain", id: "all-dates", onclick: () => setRange(null) }, say("all_dates")));
}

function undatedSwitch() {
  return el("button", { class: "plain", id: "undated", onclick: () => change({ undated: !state.undated }) });
}

// Bars, sliders and words after a change: the sliders stay, so that whoever drags one doesn't lose it.
function updateTimeline() {
  const here = eventNumbers.filter((e) => inSight(e) && told(e)), undated = here.filter((e) => !exact(e)).length;
  const button = byId("undated");
  if (!button) return;
  button.hidden = !undated;
  button.setAttribute("aria-pressed", String(state.undated));
  button.replaceChildren(say(state.undated ? "undated_shown" : "undated_hidden", { n: number(undated) }));
  const [low, high] = ends(), range = state.range || (steps.length ? [startOf(steps[0]), endOf(steps[steps.length - 1])] : null);
  const words = !steps.length ? say("no_dates") : range[0] === range[1] ? dayName(range[0]) : say("range", { a: dayName(range[0]), b: dayName(range[1]) });
  byId("range-words").replaceChildren(words);
  if (!steps.length) return;
  const counts = tally(here.map((e) => bins.get(e))), most = Math.max(1, ...steps.map((bin) => counts.get(bin) || 0));
  byId("histogram").querySelector("svg").replaceChildren(...steps.map((bin, k) => {
    const n = counts.get(bin) || 0, height = n ? Math.max(6, n / most * 100) : 0;
    const bar = svg("rect", { class: k >= low && k <= high ? "in" : "out", x: k + .06, y: 100 - height, width: .88, height }), all = svg("rect", { class: "hit", x: k, y: 0, width: 1, height: 100 });
    all.append(svg("title", {}, `${binName(bin)} : ${number(n)}`));
    return svg("g", {}, bar, all);
  }));
  for (const [word, k] of [["from", low], ["to", high]]) {
    byId(`range-${word}`).value = k;
    byId(`range-${word}`).setAttribute("aria-valuetext", `${binName(steps[k])} : ${number(counts.get(steps[k]) || 0)}`);
  }
  byId("date-from").value = range[0];
  byId("date-to").value = range[1];
  byId("all-dates").classList.toggle("unused", state.range === null);
}

listen((keys) => {
  if (keys.has("language")) renderTimeline();
  else if (filtering(keys)) updateTimeline();
});

// Search by name: accents and case don't matter; every word must begin a word of the name, an alias or an article's headline.
const haystacks = items.map((item) => [...(item.n || []), ...(item.a || [])].map((text) => " " + fold(text)));
const MOST_FOUND = 12;

function matches(query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hit = (text) => words.every((word) => text.includes(" " + word) || (word.length > 3 && text.includes(word)));
  const score = (i) => (haystacks[i].some((text) => text.startsWith(" " + words.join(" "))) ? 0 : 1);
  const found = items.flatMap((_, i) => (haystacks[i].some(hit) ? [i] : []));
  return found.sort((a, b) => score(a) - score(b) || eventsOf[b].length - eventsOf[a].length || a - b).slice(0, MOST_FOUND);
}

const finder = { list: [], at: 0 };

function renderFinder() {
  const input = el("input", {
    id: "query", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-label": say("search"), placeholder: say("search_hint"),
    "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", oninput: () => offer(input.value), onkeydown: steer,
    onblur: () => setTimeout(() => { if (document.activeElement !== input) closeFinder(); }, 150),
  });
  byId("finder").replaceChildren(input, el("ul", { id: "found", role: "listbox", "aria-label": say("search"), hidden: true }));
}

function offer(query) {
  Object.assign(finder, { list: matches(query), at: 0 });
  const options_ = finder.list.map((i, place) => el("li", { id: `found-${place}`, role: "option", onmousedown: (e) => { e.preventDefault(); take(place); } },
    sign(items[i].k), el("span", {}, nameOf(i)), el("small", {}, typesOf(i))));
  byId("found").replaceChildren(...(options_.length || !query.trim() ? options_ : [el("li", {}, say("none_found"))]));
  byId("found").hidden = !query.trim();
  byId("query").setAttribute("aria-expanded", String(Boolean(query.trim())));
  mark_();
}

function mark_() {
  byId("found").querySelectorAll("[role=option]").forEach((li, place) => {
    li.setAttribute("aria-selected", String(place === finder.at));
    if (place === finder.at) li.scrollIntoView({ block: "nearest" });
  });
  if (finder.list.length) byId("query").setAttribute("aria-activedescendant", `found-${finder.at}`);
  else byId("query").removeAttribute("aria-activedescendant");
}

function steer(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && finder.list.length) finder.at = (finder.at + step + finder.list.length) % finder.list.length;
  else if (event.key === "Enter" && finder.list.length) take(finder.at);
  else if (event.key === "Escape") { event.stopPropagation(); event.target.value = ""; closeFinder(); event.target.blur(); }
  else return;
  event.preventDefault();
  mark_();
}

function take(place) {
  const i = finder.list[place];
  byId("query").value = "";
  closeFinder();
  if (state.seeking !== null && state.seeking !== i && !isArticle(i)) pathTo(i);
  else reveal(i);
  const title = byId("panel").querySelector("h2");
  if (title) title.focus({ preventScroll: true });
}

function closeFinder() {
  finder.list = [];
  byId("found").hidden = true;
  byId("query").setAttribute("aria-expanded", "false");
  mark_();
}

listen((keys) => { if (keys.has("language")) renderFinder(); });

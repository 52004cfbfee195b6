// A sentence with its trigger words marked, and under it who is said to say it, in which article, when.
function sentence(claim) {
  const letters = Array.from(data.phrases[claim.p]); // offsets count code points, JavaScript's own would count halves of emoji
  const [start, end] = claim.h || [0, 0];
  const part = (a, b) => letters.slice(a, b).join("");
  return el("blockquote", { lang: "fr" }, part(0, start), end > start ? el("mark", {}, part(start, end)) : null, part(end));
}

function sourceName(claim) {
  const source = typeof claim.o === "number" ? go(claim.o) : el("span", {}, inLanguage(claim.o));
  const [before, after] = say("according", { source: "\u0000" }).split("\u0000");
  return [before, source, after];
}

function quote(claim) {
  const article = claim.a === undefined ? null : [" · ", go(claim.a), whenOf(claim.a) ? ` · ${whenOf(claim.a)}` : null];
  const status = claim.s ? [" · ", el("span", { class: `chip ${claim.s}` }, statusName(claim.s))] : null;
  const who = claim.o === undefined ? say("itself") : sourceName(claim);
  return el("figure", { class: `quote ${claim.s || ""}` }, sentence(claim), el("figcaption", { class: "byline" }, who, article, status));
}

// The sentences about an event; with `target`, those that support that node's role in it.
function quotes(event, target = null) {
  const all = items[event].c || [];
  const about = target === null ? all : all.filter((c) => (c.r || []).some(([, i]) => i === target));
  const shownOnes = about.length ? about : all;
  const more = items[event].x ? el("p", { class: "byline" }, say("more_evidence", { n: number(items[event].x) })) : null;
  return shownOnes.length ? [...shownOnes.map(quote), more] : [el("p", { class: "byline" }, say("no_evidence"))];
}

// A name that leads to its card.
function go(i) {
  const follow = (event) => { event.preventDefault(); reveal(i); };
  return el("a", { href: "#" + encodeURIComponent(items[i].i), onclick: follow }, nameOf(i));
}

// What articles don't agree on: for each property the two sides, next to each other.
function disputes(found) {
  const side = ([value, claim]) => el("div", { class: "side" }, el("p", { class: "value" }, inLanguage(value)), claim ? quote(claim) : null);
  return [
    el("p", { class: "dispute" }, say("disputed", { what: [...new Set(found.map(([prop]) => roleName(prop)))].join(", ") })),
    ...found.map(([prop, ...sides]) => el("div", { class: "sides", role: "group", "aria-label": roleName(prop) }, sides.map(side))),
  ];
}

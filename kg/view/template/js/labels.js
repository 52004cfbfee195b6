// What stands on nodes and lines. The builder breaks lines the same way, to know how much room a label needs.
const LINE = 20;
const LABEL_LIMIT = 58;

function wrapped(text) {
  const short = text.length > LABEL_LIMIT ? text.slice(0, LABEL_LIMIT - 1).trimEnd() + "…" : text;
  const lines = [""];
  for (const word of short.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > LINE) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join("\n");
}

const shortDay = (day) => dayName(day, { day: "numeric", month: "long", year: "numeric" });

function nodeLabel(i) {
  if (!isEvent(i)) return wrapped(nameOf(i)) || " ";
  const item = items[i];
  const cross = item.s === "Negated" ? "✗ " : "";
  const day = item.d && item.d[0] && item.d[0] === item.d[1] ? `\n${shortDay(item.d[0])}` : "";
  return cross + typeName((item.t || ["Event"])[0]) + day;
}

// "Rencontre ×2, Appel téléphonique": what the events of a line are, what most sentences tell of first, `most` types in all.
function tieLabel(edge, most) {
  const found = new Map();
  for (const e of edge.e.filter(passes)) {
    const type = typeName((items[e].t || ["Event"])[0]), [n, told] = found.get(type) || [0, 0];
    found.set(type, [n + 1, told + (items[e].c || []).length + (items[e].x || 0)]);
  }
  const sorted = [...found].sort(([a, [, x]], [b, [, y]]) => y - x || (a < b ? -1 : 1));
  const words = sorted.slice(0, most).map(([type, [n]]) => (n > 1 ? `${type} ×${n}` : type));
  return (edge.s === "Negated" ? "✗ " : "") + words.join("\n") + (sorted.length > most ? " …" : "");
}

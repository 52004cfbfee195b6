// Elements are made here and nowhere else. Words are always text nodes: nothing that an article says becomes markup.
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const byId = (id) => document.getElementById(id);

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Only https and http lead anywhere; the builder has checked this before.
function outside(label, address) {
  return /^https?:\/\//.test(address) ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label) : el("span", {}, label);
}

// The same shapes that vis draws, for legend, search and cards.
const OUTLINES = {
  Person: "M8 1a7 7 0 1 0 .01 0z", Organization: "M2 2h12v12H2z", Place: "M1 2h14L8 15z", Event: "M8 0l8 8-8 8-8-8z",
  Document: "M3 0h7l4 4v12H3z", Concept: "M8 0l2 6h6l-5 3.7 2 6L8 12l-5 3.7 2-6L0 6h6z", Legislation: "M4 1h8l4 7-4 7H4L0 8z",
  Thing: "M8 1l7 13H1z",
};
function sign(kind) {
  const path = svg("path", { d: OUTLINES[kind] || OUTLINES.Thing, fill: `var(--${kind})`, stroke: "var(--edge)", "stroke-width": 1 });
  return svg("svg", { class: "sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, path);
}

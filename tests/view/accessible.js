// Rules of accessibility: each function gives what breaks it, and `rules` all of them.
(() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const linear = (v) => (v / 255 <= .04045 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const visible = (n) => n.getClientRects().length > 0 && getComputedStyle(n).visibility !== "hidden";

  function behind(node) {
    const layers = [];
    for (let n = node; n; n = n.parentElement) {
      layers.unshift(parse(getComputedStyle(n).backgroundColor));
      if (layers[0][3] === 1) break;
    }
    return layers.reduce((paper, layer) => over(layer, paper), [255, 255, 255, 1]);
  }

  // Text 4.5:1 (WCAG 1.4.3), also the text on the drawing; what is drawn 3:1 (1.4.11).
  function contrast() {
    const bad = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const check = (what, ink, paper, least) => { if (ratio(over(ink, paper), paper) < least) bad.push(`${what}: ${ratio(over(ink, paper), paper).toFixed(2)}`); };
    while (walk.nextNode()) {
      const n = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
      if (text && visible(n) && !n.closest("script, style, :disabled")) check(text.slice(0, 40), parse(getComputedStyle(n).color), behind(n), 4.5);
    }
    const box = document.body.appendChild(document.createElement("p"));
    const named = (name) => { box.style.color = `var(--${name})`; return parse(getComputedStyle(box).color); };
    for (const [name, least] of [["ink", 4.5], ["soft", 4.5], ["accent", 3], ["denied", 3], ["line", 3]]) check(`drawn ${name}`, named(name), named("paper"), least);
    box.remove();
    return bad;
  }

  // Controls that stand alone can be hit (2.5.8).
  function small() {
    const alone = [...document.querySelectorAll("button, a[href], input, summary")].filter((n) => visible(n) && !n.closest("p, li, td, th, dd, figcaption, .event"));
    return alone.filter((n) => n.getBoundingClientRect().width < 24 || n.getBoundingClientRect().height < 18).map((n) => n.outerHTML.slice(0, 120));
  }

  function references() {
    const ids = [...document.querySelectorAll("[id]")].map((n) => n.id), bad = ids.filter((id, i) => ids.indexOf(id) !== i);
    for (const name of ["aria-labelledby", "aria-controls", "aria-activedescendant", "aria-describedby", "for"])
      for (const n of document.querySelectorAll(`[${name}]`))
        bad.push(...n.getAttribute(name).split(" ").filter((id) => !document.getElementById(id)));
    return bad;
  }

  function controls() {
    const bad = [], inner = "a[href], button, input, summary, [tabindex]";
    for (const n of document.querySelectorAll("[aria-hidden=true], a[href], button, summary")) if (n.querySelector(inner)) bad.push(`control inside ${n.outerHTML.slice(0, 80)}`);
    for (const n of document.querySelectorAll("[tabindex]")) if (n.tabIndex > 0) bad.push(`tabindex ${n.tabIndex}`);
    for (const n of document.querySelectorAll("thead th")) if (n.scope !== "col") bad.push("column header without scope");
    for (const n of document.querySelectorAll("a[aria-label], button[aria-label], summary[aria-label]")) { // who speaks to it says what it shows (2.5.3)
      const words = n.innerText.replace(/\s+/g, " ").trim();
      if (/[\p{L}\d]/u.test(words) && !n.getAttribute("aria-label").includes(words)) bad.push(`${n.getAttribute("aria-label")} doesn't say ${words}`);
    }
    return bad;
  }

  window.rules = () => [...contrast(), ...small(), ...references(), ...controls()];
})();

// What the page can do, on "?".
function renderHelp() {
  const words = table("help");
  const keys = [["/", words.slash], ["1 2 3", words.views], ["0", words.fit], ["Esc", words.escape], ["?", words.question]];
  byId("help").replaceChildren(
    el("h2", {}, say("help")), ...["intro", "click", "zoom", "filter"].map((key) => el("p", {}, words[key])),
    el("dl", {}, keys.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
    el("button", { class: "plain", onclick: () => byId("help").close() }, say("close")));
}

listen((keys) => { if (keys.has("language")) renderHelp(); });

// What the page can do, on "?".
function renderHelp() {
  const words = table("help");
  const keys = [
    ["/", words.slash], ["1 2 3", words.views], ["e r", words.expand], ["x", words.hide], ["o", words.around], ["p", words.path], ["u", words.undo],
    ["m", words.moving], ["+ − 0", words.fit], ["Esc", words.escape], ["?", words.question],
  ];
  byId("help").replaceChildren(
    el("h2", { id: "help-title" }, say("help")), ...["intro", "click", "zoom", "filter", "time", "send"].map((key) => el("p", {}, words[key])),
    el("dl", {}, keys.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
    el("button", { class: "plain", onclick: () => byId("help").close() }, say("close")));
}

const openHelp = () => byId("help").showModal();

listen((keys) => { if (keys.has("language")) renderHelp(); });

/** Puts the page together: live beside a running app, or, with the program written into the page, for the graph alone. */
import { mountDetails } from "./details.js";
import { inOrder, rove } from "./dom.js";
import { openFeed } from "./feed.js";
import { mountGraph } from "./graph.js";
import { mountList } from "./list.js";
import { readProgram } from "./program.js";
import { mountSessions } from "./sessions.js";
import { mountSplit } from "./split.js";
import { makeStore } from "./store.js";
import { mountTimeline, summary } from "./timeline.js";

const at = (id) => document.getElementById(id);
const written = at("program");
const data = written ? JSON.parse(written.textContent) : await (await fetch("program.json")).json();
const program = readProgram(data);
const store = makeStore({
  sessions: [], session: null, follows: true, events: [], event: null, latest: true, wanted: null, selected: null, values: null,
});

let feed = null;
if (!written) {
  for (const part of document.querySelectorAll(".live")) part.hidden = false;
  feed = openFeed(store, (status) => {
    at("connection").textContent = status;
    at("connection").dataset.status = status;
  });
  mountSplit(at("app"), at("divider"), at("show-app"), program.script);
  mountSessions(at("session"), store, feed);
  mountTimeline(at("events"), program, store, feed);
}
mountList(at("list"), program, store);
mountDetails(at("details"), program, store, feed);
mountGraph(at("graph"), program, store, document.body.dataset.missing);

store.on(["event", "session"], ({ event, session }) => {
  const waiting = session ? "Waiting for the first run to end." : "Open the app in a browser to see what its events run.";
  at("summary").textContent = event ? summary(program, event) : written ? counted() : waiting;
});

function counted() {
  const always = [...program.regions.values()].filter((region) => region.verdict === "always runs").length;
  return `${program.regions.size} regions, ${always} of them run at every event.`;
}

const TAB = "[role=tab]";
const tabs = document.querySelector("[role=tablist]");
rove(tabs, TAB, inOrder(tabs, TAB, "ArrowRight", "ArrowLeft"));
for (const tab of tabs.querySelectorAll(TAB)) tab.addEventListener("focus", () => show(tab));
for (const tab of tabs.querySelectorAll(TAB)) tab.addEventListener("click", () => show(tab));

function show(chosen) {
  for (const tab of tabs.querySelectorAll(TAB)) {
    tab.setAttribute("aria-selected", String(tab === chosen));
    tab.setAttribute("tabindex", tab === chosen ? "0" : "-1");
    at(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
  }
  store.set({ view: chosen.getAttribute("aria-controls") });
}

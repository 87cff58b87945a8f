/** The chosen statement: its source, what became of it and why, what it read and made, what it needs and who needs it. */
import { element } from "./dom.js";
import { reason, seconds } from "./format.js";
import { MARKS, OUTCOMES, outcome } from "./program.js";
import { explain } from "./why.js";

const MOST_LINKS = 12;
const MOST_SOURCE_LINES = 14;

export function mountDetails(root, program, store, feed) {
  const close = () => {
    store.set({ selected: null });
    document.querySelector(".views [tabindex='0']")?.focus();
  };
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  store.on(["selected", "event"], ({ selected, event }) => {
    if (selected && event && feed) feed.values(selected);
  });
  store.on(["selected", "event", "values"], ({ selected, event, values }) => {
    const region = program.regions.get(selected);
    root.hidden = !region;
    if (!region) return;
    const go = (id) => store.set({ selected: id });
    root.replaceChildren(
      heading(region, close),
      source(region),
      ...(event ? happened(program, event, region, go) : []),
      ...verdict(region),
      ...(values ? held(region, values) : []),
      ...links("Needs", region.needs.map((link) => [link, link.source]), go),
      ...links("Needed by", region.neededBy.map((link) => [link, link.target]), go),
    );
  });
}

function heading(region, onclick) {
  const button = element("button", { type: "button", class: "close", "aria-label": "Close", onclick }, "×");
  return element("header", {}, element("h2", {}, `${region.path}:${region.line}`), button);
}

function source(region) {
  const lines = region.source.split("\n");
  const rest = lines.length > MOST_SOURCE_LINES ? "\n…" : "";
  return element("pre", { tabindex: "0", "aria-label": "Source" }, lines.slice(0, MOST_SOURCE_LINES).join("\n") + rest);
}

function happened(program, event, region, go) {
  const row = event.regions[region.id];
  const became = outcome(event, region.id);
  const parts = [`${MARKS[became]} ${OUTCOMES[became]}`];
  if (row && row.ran + row.skipped > 1) parts.push(`${row.ran} of ${row.ran + row.skipped} times`);
  if (row?.ran) parts.push(seconds(row.seconds));
  if (row?.saved) parts.push(`its last run took ${seconds(row.saved)}`);
  return [
    element("p", { class: "outcome", dataset: { outcome: became } }, parts.join(", ")),
    element("h3", {}, became === "skipped" ? "Why it need not run" : "Why it ran"),
    chain(explain(program, event, region.id), go),
  ];
}

function chain(steps, go) {
  const item = (step) =>
    element(
      "li",
      {},
      step.region ? [link(step.region, go), " "] : null,
      step.text,
      step.steps.length ? chain(step.steps, go) : null,
    );
  return element("ul", { class: "chain" }, steps.map(item));
}

function link(node, go) {
  if (node.node === "state") return element("code", {}, `session_state["${node.key}"]`);
  const text = node.source.split("\n")[0];
  const onclick = () => go(node.id);
  const label = `line ${node.line}`;
  return element("button", { type: "button", class: "link", onclick, title: text }, label, " ", element("code", {}, text));
}

function verdict(region) {
  const always = region.verdict === "always runs";
  const items = [
    ...region.reasons.map((one) => `${reason(one.code, region)} (line ${one.line}, ${one.code})`),
    ...region.notes,
  ];
  const facts = [
    ["changes in place", region.mutates],
    ["widgets", region.widgets],
  ].filter(([, names]) => names.length);
  return [
    element("h3", {}, "From the source"),
    element("p", {}, always ? "Runs at every event:" : region.verdict === "skippable" ? "Skippable: runs when something it reads changed." : "Skippable in each iteration of its loop."),
    items.length ? element("ul", {}, items.map((text) => element("li", {}, text))) : null,
    ...facts.map(([name, names]) => element("p", {}, `${name}: ${names.join(", ")}`)),
  ].filter(Boolean);
}

function held(region, positions) {
  const title = element("h3", {}, "Values");
  if (positions === "busy") return [title, element("p", {}, "The script is running.")];
  if (!positions.length) return [title, element("p", {}, "Nothing is kept of it.")];
  const [first] = positions;
  const rows = [
    ...first.reads.map((one) => ["reads", one]),
    ...first.binds.map((one) => ["makes", one]),
    ...(first.value ? [["gives", first.value]] : []),
  ].filter(([how, one]) => how !== "reads" || !["module", "function", "type"].includes(one.type));
  const cells = ([how, one]) => [how, one.name, one.type, [one.size, one.shown].filter(Boolean).join(": ")];
  const head = ["use", "name", "type", "size or value"].map((text) => element("th", { scope: "col" }, text));
  const body = rows.map((row) => element("tr", {}, cells(row).map((text) => element("td", {}, text))));
  const also = [];
  const checks = first.checks.filter((check) => !check.startsWith("element id ")).map((check) => looked(check, region));
  if (checks.length) also.push(`Also looked at: ${[...new Set(checks)].join(", ")}.`);
  if (first.operations) also.push(`Done again on a skip: ${first.operations} ${first.operations === 1 ? "thing" : "things"} drawn or written.`);
  if (first.always) also.push(`Its last run is not reused: ${reason(first.always, region)}.`);
  if (positions.length > 1) also.push(`This is the first of ${positions.length === 20 ? "20 or more" : positions.length} places where it stands.`);
  return [
    title,
    rows.length ? element("div", { class: "scroll" }, element("table", {}, element("thead", {}, element("tr", {}, head)), element("tbody", {}, body))) : null,
    ...also.map((text) => element("p", {}, text)),
  ].filter(Boolean);
}

function looked(check, region) {
  const what = reason(check, region).replace(/ (changed|answers differently|may not be written any more)$/, "");
  return what === "its place on the page" ? "its place on the page" : what;
}

function links(title, pairs, go) {
  const seen = new Map();
  for (const [{ kind, detail }, node] of pairs) {
    if (!seen.has(node)) seen.set(node, new Set());
    seen.get(node).add(detail || { controls: "decides whether it runs", mutates: "same object" }[kind] || "");
  }
  const all = [...seen.entries()];
  if (!all.length) return [];
  const items = all.slice(0, MOST_LINKS).map(([node, names]) => {
    const through = [...names].filter(Boolean).join(", ");
    return element("li", {}, link(node, go), through ? ` ${through}` : null);
  });
  if (all.length > MOST_LINKS) items.push(element("li", {}, `and ${all.length - MOST_LINKS} more`));
  return [element("h3", {}, title), element("ul", { class: "links" }, items)];
}

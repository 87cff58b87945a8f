/** How nodes of the picture are called, and what became of what they stand for. */
import { MARKS, OUTCOMES, outcome, outcomeOf } from "./program.js";
import { count, seconds } from "./format.js";

const LONGEST_LABEL = 26;

/** The regions that a node stands for: itself, those of a closed block, none of session state. */
export function regionsOf(node) {
  if (node.node === "block") return node.regions;
  return node.node === "region" ? [node] : [];
}

export function labelOf(node) {
  if (node.node === "state") return shorten(`state ${node.key}`, LONGEST_LABEL);
  if (node.node === "block") return `▸ ${node.line}–${node.last} ${shorten(node.label, LONGEST_LABEL)} (${node.regions.length})`;
  return shorten(node.source.split("\n")[0], LONGEST_LABEL);
}

export function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** What became of a node in an event: an outcome, or "none" where there is nothing to tell. */
export function became(node, event) {
  const regions = regionsOf(node);
  return event && regions.length ? outcomeOf(event, regions.map((region) => region.id)) : "none";
}

export function mark(node, event) {
  return MARKS[became(node, event)] ?? "";
}

/** How long it took; of a closed block, all in it together. */
export function took(node, event) {
  const rows = regionsOf(node).map((region) => event?.regions[region.id]).filter((row) => row?.ran);
  return rows.length ? seconds(rows.reduce((sum, row) => sum + row.seconds, 0)) : "";
}

/** A node for those who listen. */
export function spoken(node, event) {
  if (node.node === "state") return `session state ${node.key}`;
  if (node.node === "block") {
    const ran = event ? `, ${node.regions.filter((one) => event.regions[one.id]?.ran).length} of them ran` : "";
    return `lines ${node.line} to ${node.last}, closed: ${node.label} ${count(node.regions.length, "region")}${ran}`;
  }
  const what = event ? `, ${OUTCOMES[outcome(event, node.id)]}` : "";
  return `line ${node.line}: ${node.source.split("\n")[0]}${what}`;
}

/** Whether something ran because of what came along an edge. */
export function isLit({ links }, event) {
  return links.some(({ source, target, detail }) => {
    const row = event?.regions[target.id];
    return Boolean(row?.ran && event.regions[source.id]?.ran && detail && row.why[`read ${detail}`]);
  });
}

/** Where a node stands in program order. */
export function order(node) {
  return (node.module ?? 1e6) * 1e6 + (node.line ?? 0) + (node.column ?? 0) / 1e3;
}

/**
 * The program as the views need it: regions by id ("0:12"), lines by file, what a region needs and who needs it.
 *
 * A region is a node of graph.json with `id` shortened, and `widgets` and `uses` (volatile sources) put in: a picture
 * shows these on the region and not as nodes of their own.
 */
export function readProgram(data) {
  const regions = new Map();
  const states = new Map();
  for (const node of data.nodes) {
    // A loop has no guard of its own, and nothing to tell.
    if (node.node === "region" && node.kind !== "loop") {
      const id = node.id.slice("region:".length);
      regions.set(id, { ...node, id, module: Number(id.split(":")[0]), widgets: [], needs: [], neededBy: [] });
    } else if (node.node === "state") {
      states.set(node.id, { ...node, needs: [], neededBy: [] });
    }
  }
  const find = (id) => regions.get(id.replace(/^region:/, "")) ?? states.get(id);
  for (const edge of data.edges) {
    const target = find(edge.target);
    if (edge.kind === "widget") target.widgets.push(edge.source.slice("widget:".length));
    const source = find(edge.source);
    if (!source || !target) continue;
    const link = { kind: edge.kind, detail: edge.kind === "reads" ? edge.detail : "", source, target };
    source.neededBy.push(link);
    target.needs.push(link);
  }
  const files = data.files.map((file) => readFile(file, regions));
  return { script: data.script, files, regions, states, ranges: new Map(data.ranges.map((one) => [one.id, one])) };
}

/** A file with its lines; each line has the regions that begin there. Lines count from 1. */
function readFile(file, regions) {
  const own = [...regions.values()].filter((region) => region.module === file.module);
  const starts = Map.groupBy(own, (region) => region.line);
  const lines =
    file.source === null
      ? [...starts.entries()].map(([number, found]) => ({ number, text: found[0].source, regions: found }))
      : file.source.split("\n").map((text, index) => ({ number: index + 1, text, regions: starts.get(index + 1) ?? [] }));
  if (lines.at(-1)?.text === "") lines.pop();
  return { ...file, lines, regions: own };
}

/** What happened to a region in an event: "ran", "equal" (ran, and gave an equal value), "skipped" or "missed". */
export function outcome(event, id) {
  const row = event?.regions[id];
  if (!row) return "missed";
  if (!row.ran) return "skipped";
  return row.equal === row.ran ? "equal" : "ran";
}

const WORTH = { ran: 3, equal: 2, skipped: 1, missed: 0 };

/** The same for several regions together: what most was done to any of them. */
export function outcomeOf(event, ids) {
  return ids.map((id) => outcome(event, id)).reduce((most, one) => (WORTH[one] > WORTH[most] ? one : most), "missed");
}

export const OUTCOMES = {
  ran: "ran",
  equal: "ran, equal value: cut off",
  skipped: "skipped",
  missed: "not reached",
};

export const MARKS = { ran: "●", equal: "◐", skipped: "○", missed: "" };

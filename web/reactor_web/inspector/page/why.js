/**
 * Why a region ran in an event, or why it was skipped, as a chain that ends outside the script.
 *
 * A step is `{ region, text, steps }`: the region it speaks of (or null), what there is to say, and the steps below it.
 */
import { reason } from "./format.js";
import { outcome } from "./program.js";

const DEEPEST = 12;

export function explain(program, event, id) {
  const region = program.regions.get(id);
  const row = event.regions[id];
  if (!row) return [{ region: null, text: "The script did not get here in this event.", steps: [] }];
  return row.ran ? whyRan(program, event, region, new Set()) : whySkipped(program, event, region);
}

function whyRan(program, event, region, seen) {
  if (seen.has(region.id) || seen.size >= DEEPEST) return [];
  seen.add(region.id);
  return Object.entries(event.regions[region.id].why).map(([why, times]) => {
    const text = reason(why, region) + (times > 1 ? ` (${times} times)` : "") + (isParameter(region, why) ? ": its caller gives it" : "");
    return { region: null, text, steps: causes(program, event, region, why, seen) };
  });
}

/** Whether the reason is a name that nothing in the function binds. */
function isParameter(region, why) {
  if (!region.scope || !why.startsWith("read ")) return false;
  return !region.needs.some((link) => link.kind === "reads" && link.detail === why.slice(5));
}

/** The regions of the same event that are behind a reason. */
function causes(program, event, region, why, seen) {
  let sources = [];
  if (why.startsWith("read ")) {
    const name = why.slice(5);
    sources = region.needs.filter((link) => link.kind === "reads" && link.detail === name).map((link) => link.source);
  } else if (why.startsWith("state ")) {
    const state = program.states.get(`state:${why.slice(6)}`);
    sources = (state?.needs ?? []).map((link) => link.source);
  } else if (why === "mutable range") {
    const members = region.ranges.flatMap((range) => program.ranges.get(range)?.members ?? []);
    sources = members
      .map((member) => program.regions.get(member.replace(/^region:/, "")))
      .filter((member) => member && !(event.regions[member.id]?.why["mutable range"]));
  }
  return [...new Set(sources)]
    .filter((source) => source.id !== region.id && outcome(event, source.id) === "ran")
    .map((source) => ({ region: source, text: "ran", steps: whyRan(program, event, source, seen) }));
}

function whySkipped(program, event, region) {
  const steps = [];
  const said = new Set();
  for (const link of region.needs) {
    if (link.kind !== "reads" || said.has(link.detail)) continue;
    const sources = region.needs.filter((one) => one.kind === "reads" && one.detail === link.detail).map((one) => one.source);
    const visited = sources.filter((source) => outcome(event, source.id) !== "missed");
    const source = visited.find((one) => outcome(event, one.id) !== "skipped") ?? visited[0];
    if (!source) continue;
    said.add(link.detail);
    const ran = outcome(event, source.id) !== "skipped";
    steps.push({ region: source, text: `${link.detail}: ${ran ? "made again, and equal to what it was" : "as it was"}`, steps: [] });
  }
  for (const widget of region.widgets) steps.push({ region: null, text: `widget ${widget}: as it was`, steps: [] });
  for (const link of region.needs.filter((one) => one.kind === "state-read")) {
    steps.push({ region: null, text: `session state "${link.source.key}": as it was`, steps: [] });
  }
  const text = steps.length
    ? "Everything it read is unchanged, so what it did was done again without running it."
    : "It reads nothing that can change, so what it did was done again without running it.";
  return [{ region: null, text, steps }];
}

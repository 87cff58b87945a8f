/** Numbers and reasons in words. */

export function seconds(value) {
  if (value >= 10) return `${value.toFixed(0)} s`;
  if (value >= 1) return `${value.toFixed(1)} s`;
  const milliseconds = value * 1000;
  if (milliseconds >= 10) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds >= 0.1) return `${milliseconds.toFixed(1)} ms`;
  return value > 0 ? "< 0.1 ms" : "0 ms";
}

export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

export function clock(at) {
  return new Date(at * 1000).toLocaleTimeString("en-GB");
}

const PLAIN = {
  "first walk": "the script ran for the first time in this session",
  "new here": "it had not run at this place before",
  "did not complete": "its last run did not complete",
  "another namespace": "it ran for another page",
  "mutable range": "it shares an object that is changed in place with something that ran",
  "objects of it outlive the run": "objects of this class or function are kept beyond the run",
  container: "it draws into another container than last time",
  escapes: "the object it makes outlives the run and can be changed",
  iterator: "it makes an iterator, which can be read only once",
  place: "its place on the page changed",
  "the keys of session state": "other keys are in session state",
};

/** A widget as a person knows it: its key, or the label of the one widget that the region draws. */
export function widgetName(id, region) {
  if (!id.startsWith("$$")) return id;
  const key = id.split("-").slice(2).join("-");
  if (key && key !== "None") return key;
  return region?.widgets.length === 1 ? region.widgets[0] : "of this statement";
}

/** Why a region ran, as a clause: "widget Low changed". */
export function reason(why, region) {
  if (PLAIN[why]) return PLAIN[why];
  if (why.startsWith("read ")) return `${why.slice(5)}, which it reads, changed`;
  if (why.startsWith("widget ")) return `widget ${widgetName(why.slice(7), region)} changed`;
  if (why.startsWith("state ")) return `session state "${widgetName(why.slice(6), region)}" changed`;
  if (why.startsWith("writing state ")) return `session state "${why.slice(14)}" may not be written any more`;
  if (why.startsWith("cache of ")) return `the cache of ${why.slice(9)} answers differently`;
  const known = region?.reasons.find((one) => one.code === why);
  if (known) return `it always runs: ${known.detail || known.code}`;
  return why;
}

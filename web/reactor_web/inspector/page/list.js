/**
 * The source in program order, with what became of each statement in the gutter. One button a line that has regions; the
 * arrow keys go from one to the next.
 */
import { element, inOrder, rove } from "./dom.js";
import { reason, seconds } from "./format.js";
import { MARKS, OUTCOMES, outcomeOf } from "./program.js";

const LINE = "button.line";

export function mountList(root, program, store) {
  const rows = [];
  for (const file of program.files) {
    if (program.files.length > 1) root.append(element("h2", {}, file.path));
    if (file.source === null) {
      const text = "The file was changed after it was compiled; only its statements are shown, as they were.";
      root.append(element("p", { class: "notice" }, text));
    }
    root.append(element("ol", { class: "source", "aria-label": file.path }, file.lines.map((line) => makeLine(line, file))));
  }
  rows[0]?.button.setAttribute("tabindex", "0");
  rove(root, LINE, inOrder(root, LINE));

  function makeLine(line, file) {
    const number = element("span", { class: "number" }, String(line.number));
    const code = element("code", {}, line.text || " ");
    if (!line.regions.length) {
      const blank = ["mark", "time"].map((name) => element("span", { class: name }));
      const plain = element("div", { class: "line" }, number, ...blank, code);
      if (rows.at(-1)?.last >= line.number && rows.at(-1).file === file) rows.at(-1).rest.push(plain);
      return element("li", {}, plain);
    }
    const ids = line.regions.map((region) => region.id);
    const [mark, time] = ["mark", "time"].map((name) => element("span", { class: name }));
    const spoken = element("span", { class: "spoken" });
    const onclick = () => choose(store, ids);
    const button = element("button", { type: "button", class: "line", tabindex: "-1", onclick }, number, mark, time, spoken, code);
    const row = { button, mark, time, spoken, ids, regions: line.regions, file, last: lastLine(line), rest: [] };
    rows.push(row);
    return element("li", {}, button);
  }

  store.on(["event"], ({ event, selected }) => {
    root.dataset.lit = String(Boolean(event));
    rows.forEach((row) => showOutcome(row, event));
    const cause = event?.causes[0]?.[1];
    if (cause && !selected) rows.find((row) => row.ids.includes(cause))?.button.scrollIntoView({ block: "center" });
  });
  store.on(["selected"], ({ selected }) => {
    for (const row of rows) {
      const chosen = row.ids.includes(selected);
      if (chosen) row.button.scrollIntoView({ block: "nearest" });
      row.button.setAttribute("aria-current", String(chosen));
    }
  });
}

/** Choose the first region of a line, or the next one if one of them is chosen. */
function choose(store, ids) {
  const at = ids.indexOf(store.get().selected);
  store.set({ selected: ids[(at + 1) % ids.length] });
}

/** The last line of what begins on a line; a definition's body has statements of its own. */
function lastLine(line) {
  return Math.max(...line.regions.map((region) => (region.kind === "definition" ? region.line : region.end_line)));
}

function showOutcome(row, event) {
  const rows = row.ids.map((id) => event?.regions[id]).filter(Boolean);
  const became = outcomeOf(event, row.ids);
  const spent = rows.reduce((sum, one) => sum + one.seconds, 0);
  const ran = rows.reduce((sum, one) => sum + one.ran, 0);
  const visits = rows.reduce((most, one) => Math.max(most, one.ran + one.skipped), 0);
  const always = row.regions.some((region) => region.verdict === "always runs");
  for (const part of [row.button, ...row.rest]) part.dataset.outcome = event ? became : "none";
  row.button.dataset.always = String(always);
  row.mark.textContent = event ? MARKS[became] : "";
  row.mark.title = event ? OUTCOMES[became] : "";
  row.time.textContent = ran ? seconds(spent) : "";
  const often = visits > 1 ? `, ${ran} of ${visits} times` : "";
  const causes = rows.flatMap((one, index) => Object.keys(one.why).map((why) => reason(why, row.regions[index])));
  const because = causes.length ? `, because ${causes[0]}` : "";
  const said = event ? ` ${OUTCOMES[became]}${often}${ran ? `, ${seconds(spent)}` : ""}${because}. ` : " ";
  row.spoken.textContent = said;
  row.button.title = event ? `${OUTCOMES[became]}${often}${because}` : "";
}

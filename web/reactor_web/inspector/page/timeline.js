/** The session's events side by side: what each did, and what a full rerun would have done. */
import { element, inOrder, rove } from "./dom.js";
import { clock, count, seconds, widgetName } from "./format.js";

const EVENT = "button.event";

export function mountTimeline(root, program, store, feed) {
  rove(root, EVENT, inOrder(root, EVENT, "ArrowRight", "ArrowLeft"));
  store.on(["events", "event"], ({ events, event }) => {
    const tallest = Math.max(...events.map((one) => one.whole), 1e-9);
    const focused = root.contains(document.activeElement);
    root.replaceChildren(...events.map((one) => column(program, one, tallest, one.number === event?.number, feed)));
    const current = root.querySelector("[aria-current=true]") ?? root.querySelector(EVENT);
    current?.setAttribute("tabindex", "0");
    current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) current?.focus();
  });
}

function column(program, event, tallest, isCurrent, feed) {
  const bar = (name, value) => {
    const made = element("span", { class: name });
    made.style.height = `${Math.max(value > 0 ? 4 : 0, (100 * value) / tallest)}%`;
    return made;
  };
  const name = eventName(program, event);
  const button = element(
    "button",
    {
      type: "button",
      class: "event",
      tabindex: "-1",
      "aria-current": String(isCurrent),
      "aria-label": `Event ${event.number} at ${clock(event.at)}: ${name}. ${work(event)}`,
      title: `${clock(event.at)} ${name}\n${work(event)}`,
      onclick: () => feed.show(event.number),
    },
    element("span", { class: "bars" }, bar("whole", event.whole), bar("worked", event.worked)),
    element("span", { class: "took" }, seconds(event.worked)),
    element("span", { class: "name" }, name),
  );
  return element("li", {}, button);
}

/** What an event was, by what it changed. */
export function eventName(program, event) {
  if (event.ending === "fragment") return "fragment";
  if (event.ending === "compile_error") return "compile error";
  const names = event.causes.map(([why, id]) => {
    const region = program.regions.get(id);
    const space = why.indexOf(" ");
    return why.startsWith("cache of ") ? why.slice(9) : widgetName(why.slice(space + 1), region);
  });
  if (event.first) return "first run";
  if (names.length) return [...new Set(names)].join(", ");
  return event.ending === "rerun" ? "cut short" : "nothing changed";
}

function work(event) {
  if (event.ending === "fragment") return `A fragment ran by itself, ${seconds(event.seconds)}.`;
  return `${count(event.ran, "region")} ran in ${seconds(event.worked)}; a full rerun: ${seconds(event.whole)}.`;
}

/** The sentence above the views. */
export function summary(program, event) {
  if (!event) return "";
  if (event.ending === "fragment") return `${eventName(program, event)}: ${work(event)}`;
  const all = event.ran + event.skipped;
  const equal = event.equal ? `, ${event.equal} of them to the same value` : "";
  const rest = event.whole - event.worked > 0 ? ` A full rerun: ${seconds(event.whole)}.` : "";
  const ending = event.ending === "rerun" ? " It was cut short." : "";
  return `${eventName(program, event)}: ${event.ran} of ${all} regions ran in ${seconds(event.worked)}${equal}.${rest}${ending}`;
}

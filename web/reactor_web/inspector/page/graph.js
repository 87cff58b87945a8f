/**
 * The dependency graph as a picture, lit up by the event shown. dagre lays it out, d3 draws it and moves it.
 *
 * The list beside it says the same in words; here the arrow keys go along the edges (up: what it needs, down: who needs
 * it) and in program order (left, right). Enter opens a closed block, Backspace closes the one around a statement.
 */
import { element, rove, settle } from "./dom.js";
import { layOut } from "./layout.js";
import { around } from "./nesting.js";
import { NODE, makePicture } from "./picture.js";
import { labelOf, order } from "./words.js";

const [SMALLEST, LARGEST] = [0.08, 3];
const READABLE = 0.75;
/** A block with more regions opens with its inner blocks closed. */
const LARGE_BLOCK = 40;

export function mountGraph(root, program, store, missing) {
  if (missing) {
    const text = `The graph wants what is not installed: pip install ${missing}. The list shows the same, without a picture.`;
    root.append(element("p", { class: "notice" }, text));
    return;
  }
  const { d3 } = globalThis;
  const scope = element(
    "select",
    { id: "scope" },
    [["all", "everything"], ["ran", "what ran"], ["chosen", "around the chosen statement"]].map(([value, text]) => element("option", { value }, text)),
  );
  const tool = (label, text, onclick) => element("button", { type: "button", "aria-label": label, title: label, onclick }, text);
  root.append(
    element(
      "div",
      { class: "tools" },
      element("label", { for: "scope" }, "Show"),
      scope,
      tool("Open all blocks", "Open all", () => redraw(new Set())),
      tool("Close all blocks", "Close all", () => redraw(new Set(picture?.outermost))),
      tool("Zoom in", "+", () => zoomBy(1.4)),
      tool("Zoom out", "−", () => zoomBy(1 / 1.4)),
      tool("Fit", "Fit", () => picture && fit()),
    ),
  );
  const svg = d3.select(root).append("svg").attr({ role: "group", "aria-label": "Dependency graph" });
  svg.append("defs").append("marker").attr({ id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" })
    .append("path").attr("d", "M0 0 8 4 0 8z");
  const canvas = svg.append("g");
  const drawn = makePicture(canvas, choose, close);
  const zoom = d3.behavior.zoom().scaleExtent([SMALLEST, LARGEST]).on("zoom", () => {
    canvas.attr("transform", `translate(${d3.event.translate}) scale(${d3.event.scale})`);
  });
  svg.call(zoom).on("dblclick.zoom", null);
  let picture = null;

  scope.addEventListener("change", () => redraw());
  rove(root, NODE, step);
  root.addEventListener("keydown", (event) => {
    const node = event.target.closest(NODE);
    if (node && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(node.__data__.node);
    } else if (node && event.key === "Backspace") {
      const box = picture.homes.get(node.__data__.node);
      if (box.parent) close(box);
    } else if (event.key === "+" || event.key === "-") zoomBy(event.key === "+" ? 1.4 : 1 / 1.4);
    else if (event.key === "0" && picture) fit();
  });
  root.addEventListener("focusin", (event) => {
    const node = event.target.closest(NODE);
    if (node?.matches(":focus-visible")) bringIntoView(node.__data__);
  });
  new ResizeObserver(update).observe(root);
  store.on(["event", "selected"], update);

  function update() {
    const state = store.get();
    if (root.hidden || !root.clientWidth) return;
    if (!picture || wants(state) !== picture.wants) redraw();
    else light(state);
    if (standsFor(state.selected)?.node === "block") reveal(state.selected);
  }

  /** What the picture depends on besides the program and which blocks are closed. */
  function wants({ event, selected }) {
    if (scope.value === "ran") return `ran ${event?.number}`;
    return scope.value === "chosen" ? `chosen ${selected}` : "all";
  }

  /** Lay out and draw; `closed` are the ids of closed blocks, or it is found out which ones must be. */
  function redraw(closed = null) {
    const state = store.get();
    picture = layOut(program, wanted(scope.value, program, state), labelOf, closed);
    picture.wants = wants(state);
    drawn.draw(picture);
    light(state);
    if (fit() < READABLE) bringIntoView(interesting(state));
  }

  function standsFor(id) {
    return picture.stands.get(program.regions.get(id));
  }

  /** Where to look first in a picture too large to be read as a whole. */
  function interesting({ event, selected }) {
    const stand = standsFor(selected) ?? standsFor(event?.causes[0]?.[1]);
    const joined = new Set(picture.edges.map((edge) => edge.source));
    const inOrder = [...picture.nodes].sort((one, other) => order(one.node) - order(other.node));
    return inOrder.find((one) => one.node === stand) ?? inOrder.find((one) => joined.has(one.node)) ?? inOrder[0];
  }

  function light({ event, selected }) {
    const chosen = program.regions.get(selected);
    const near = chosen ? new Set([...reach(chosen, "needs", "source"), ...reach(chosen, "neededBy", "target")]) : null;
    drawn.light(event, chosen, near);
    const found = chosen && drawn.nodes().find((one) => one.__data__.node === chosen);
    if (found) settle(root, NODE, found);
  }

  function choose(node) {
    if (node.node === "region") store.set({ selected: node.id });
    else if (node.node === "block") open(node);
  }

  function open(block) {
    redraw(opened(picture.closed, block));
    attend(block.regions[0]);
  }

  /** Open the blocks that hide a region. */
  function reveal(id) {
    let closed = picture.closed;
    for (let stand = standsFor(id); stand?.node === "block"; stand = standsFor(id)) {
      closed = opened(closed, stand);
      redraw(closed);
    }
    attend(program.regions.get(id), false);
  }

  function close(box) {
    const inside = picture.nodes.find((one) => around(picture.homes.get(one.node)).includes(box)).node;
    redraw(new Set([...picture.closed, box.id]));
    attend(inside.node === "block" ? inside.regions[0] : inside);
  }

  /** Show what a region or key is drawn as, and focus it. */
  function attend(one, isFocused = true) {
    const stand = picture.stands.get(one);
    const found = drawn.nodes().find((node) => node.__data__.node === stand);
    if (!found) return;
    bringIntoView(found.__data__);
    settle(root, NODE, found);
    if (isFocused) found.focus();
  }

  function step(from, key) {
    const { node } = from.__data__;
    const all = drawn.nodes();
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (by) return all[all.indexOf(from) + by];
    const ends = { ArrowUp: ["target", "source"], ArrowDown: ["source", "target"] }[key];
    if (!ends) return null;
    const others = picture.edges.filter((edge) => edge[ends[0]] === node).map((edge) => edge[ends[1]]);
    return all.find((one) => others.includes(one.__data__.node));
  }

  /** Show all of the picture; the scale that takes. */
  function fit() {
    const [wide, high] = [svg.node().clientWidth, svg.node().clientHeight];
    const scale = Math.min(1, (wide - 20) / picture.width, (high - 20) / picture.height);
    zoom.scaleExtent([Math.min(SMALLEST, scale), LARGEST]);
    move(scale, [Math.max(10, (wide - picture.width * scale) / 2), 10]);
    return scale;
  }

  function move(scale, translate) {
    zoom.scale(scale).translate(translate).event(svg);
  }

  function zoomBy(factor) {
    const [wide, high] = [svg.node().clientWidth, svg.node().clientHeight];
    const [smallest, largest] = zoom.scaleExtent();
    const scale = Math.min(largest, Math.max(smallest, zoom.scale() * factor));
    const [x, y] = zoom.translate();
    const by = scale / zoom.scale();
    move(scale, [wide / 2 - (wide / 2 - x) * by, high / 2 - (high / 2 - y) * by]);
  }

  /** Move a node to the middle, or as near to it as leaves nothing empty on the left and above. */
  function bringIntoView(place) {
    const scale = Math.max(zoom.scale(), READABLE);
    const [wide, high] = [svg.node().clientWidth, svg.node().clientHeight];
    const to = [wide / 2 - (place.x + place.width / 2) * scale, high / 2 - (place.y + place.height / 2) * scale];
    move(scale, to.map((one) => Math.min(10, one)));
  }
}

/** Which blocks are closed after one of them was opened. */
function opened(closed, block) {
  const inner = block.regions.length > LARGE_BLOCK ? block.inner : [];
  return new Set([...closed].filter((id) => id !== block.id).concat(inner));
}

/** Which regions a picture shows. */
function wanted(scope, program, { event, selected }) {
  const chosen = program.regions.get(selected);
  if (scope === "ran" && event) return (region) => Boolean(event.regions[region.id]?.ran);
  if (scope === "chosen" && chosen) {
    const near = new Set([...reach(chosen, "needs", "source"), ...reach(chosen, "neededBy", "target")]);
    return (region) => near.has(region);
  }
  return () => true;
}

/** A node and everything that is reached from it in one direction. */
function reach(node, links, end) {
  const found = new Set([node]);
  for (const one of found) for (const link of one[links]) found.add(link[end]);
  return found;
}

/**
 * The dependency graph as a picture, lit up by the event shown. dagre lays it out, d3 draws it and moves it.
 *
 * The list beside it says the same in words; here the arrow keys go along the edges (up: what it needs, down: who needs
 * it) and in program order (left, right).
 */
import { element, rove, settle } from "./dom.js";
import { seconds } from "./format.js";
import { layOut } from "./layout.js";
import { MARKS, OUTCOMES, outcome } from "./program.js";

const NODE = "g.node";
const LONGEST_LABEL = 26;
const [SMALLEST, LARGEST] = [0.08, 3];
const READABLE = 0.75;

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
      tool("Zoom in", "+", () => zoomBy(1.4)),
      tool("Zoom out", "−", () => zoomBy(1 / 1.4)),
      tool("Fit", "Fit", () => picture && fit()),
    ),
  );
  const svg = d3.select(root).append("svg").attr({ role: "group", "aria-label": "Dependency graph" });
  svg.append("defs").append("marker").attr({ id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" })
    .append("path").attr("d", "M0 0 8 4 0 8z");
  const canvas = svg.append("g");
  const layers = Object.fromEntries(["boxes", "edges", "nodes"].map((name) => [name, canvas.append("g").attr("class", name)]));
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
    } else if (event.key === "+" || event.key === "-") zoomBy(event.key === "+" ? 1.4 : 1 / 1.4);
    else if (event.key === "0" && picture) fit();
  });
  root.addEventListener("focusin", (event) => {
    const node = event.target.closest(NODE);
    if (node?.matches(":focus-visible")) bringIntoView(node.__data__);
  });
  new ResizeObserver(() => picture ?? redraw()).observe(root);
  store.on(["event", "selected"], (state) => {
    if (picture && wants(state) !== picture.wants) redraw();
    else light(state);
  });

  /** What the picture depends on besides the program. */
  function wants({ event, selected }) {
    if (scope.value === "ran") return `ran ${event?.number}`;
    return scope.value === "chosen" ? `chosen ${selected}` : "all";
  }

  function redraw() {
    if (root.hidden || !root.clientWidth) return;
    const state = store.get();
    picture = layOut(program, wanted(scope.value, program, state), labelOf);
    picture.wants = wants(state);
    draw();
    light(state);
    if (fit() < READABLE) bringIntoView(interesting(state));
  }

  /** Where to look first in a picture too large to be read as a whole. */
  function interesting({ event, selected }) {
    const id = selected ?? event?.causes[0]?.[1];
    return picture.nodes.find((one) => one.node.id === id) ?? picture.nodes[0];
  }

  function draw() {
    const boxes = layers.boxes.selectAll("g").data(picture.boxes, (one) => one.box.id);
    const fresh = boxes.enter().append("g");
    fresh.append("rect").attr("rx", 6);
    fresh.append("text").attr({ x: 10, y: 16 });
    boxes.exit().remove();
    boxes.order().attr("transform", (one) => `translate(${one.x},${one.y})`).attr("data-depth", (one) => one.depth % 2);
    boxes.select("rect").attr({ width: (one) => one.width, height: (one) => one.height });
    boxes.select("text").text((one) => shorten(one.box.label, Math.max(10, Math.floor((one.width - 20) / 6.7))));

    const places = new Map(picture.nodes.map((one) => [one.node, one]));
    const edges = layers.edges.selectAll("path").data(picture.edges, (one) => `${one.source.id} ${one.target.id}`);
    edges.enter().append("path").attr("marker-end", "url(#arrow)").append("title");
    edges.exit().remove();
    edges.attr("class", (one) => one.kind).attr("d", (one) => route(one, places));
    edges.select("title").text((one) => [...new Set(one.names)].join(", ") || one.kind);

    const nodes = layers.nodes.selectAll(NODE).data(picture.nodes, (one) => one.node.id);
    const made = nodes.enter().append("g").attr({ class: "node", role: "button", tabindex: -1 }).on("click", (one) => choose(one.node));
    made.append("rect").attr("rx", 4);
    made.append("text").attr({ class: "mark", x: 8, y: 16 });
    made.append("text").attr({ class: "label", x: 22, y: 16 });
    made.append("text").attr({ class: "time", y: 16, "text-anchor": "end" });
    made.append("title");
    nodes.exit().remove();
    nodes.order().attr("transform", (one) => `translate(${one.x},${one.y})`);
    nodes.classed("state", (one) => one.node.node === "state").classed("always", (one) => one.node.verdict === "always runs");
    nodes.select("rect").attr({ width: (one) => one.width, height: (one) => one.height });
    nodes.select(".label").text((one) => one.label);
    nodes.select(".time").attr("x", (one) => one.width - 8);
    if (!layers.nodes.select(`${NODE}[tabindex="0"]`).node()) layers.nodes.select(NODE).attr("tabindex", 0);
  }

  function light({ event, selected }) {
    if (!picture) return;
    const chosen = program.regions.get(selected);
    const near = chosen && new Set([...reach(chosen, "needs", "source"), ...reach(chosen, "neededBy", "target")]);
    const nodes = layers.nodes.selectAll(NODE);
    nodes.attr("data-outcome", ({ node }) => (event && node.node === "region" ? outcome(event, node.id) : "none"));
    nodes.attr("aria-label", ({ node }) => spoken(node, event)).attr("aria-pressed", ({ node }) => String(node === chosen));
    nodes.classed("far", ({ node }) => Boolean(near) && !near.has(node));
    nodes.select(".mark").text(({ node }) => (event && node.node === "region" ? MARKS[outcome(event, node.id)] : ""));
    nodes.select(".time").text(({ node }) => {
      const row = event?.regions[node.id];
      return row?.ran ? seconds(row.seconds) : "";
    });
    nodes.select("title").text(({ node }) => `${spoken(node, event)}\n${node.source ?? ""}`);
    const edges = layers.edges.selectAll("path");
    edges.classed("lit", (edge) => isLit(edge, event));
    edges.classed("far", (edge) => Boolean(near) && !(near.has(edge.source) && near.has(edge.target)));
    if (chosen) settleOn(chosen);
  }

  function settleOn(node) {
    const found = layers.nodes.selectAll(NODE).filter((one) => one.node === node).node();
    if (found) settle(root, NODE, found);
  }

  function choose(node) {
    if (node.node === "region") store.set({ selected: node.id });
  }

  function step(from, key) {
    const { node } = from.__data__;
    const all = [...layers.nodes.node().querySelectorAll(NODE)].sort((one, other) => order(one.__data__.node) - order(other.__data__.node));
    const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (by) return all[all.indexOf(from) + by];
    const links = { ArrowUp: node.needs, ArrowDown: node.neededBy }[key] ?? [];
    const others = links.map((link) => (key === "ArrowUp" ? link.source : link.target));
    return all.find((one) => others.includes(one.__data__.node));
  }

  /** Show all of the picture; the scale that takes. */
  function fit() {
    const [wide, high] = [svg.node().clientWidth, svg.node().clientHeight];
    const scale = Math.min(1, Math.max(SMALLEST, Math.min((wide - 20) / picture.width, (high - 20) / picture.height)));
    move(scale, [Math.max(10, (wide - picture.width * scale) / 2), 10]);
    return scale;
  }

  function move(scale, translate) {
    zoom.scale(scale).translate(translate).event(svg);
  }

  function zoomBy(factor) {
    const [wide, high] = [svg.node().clientWidth, svg.node().clientHeight];
    const scale = Math.min(LARGEST, Math.max(SMALLEST, zoom.scale() * factor));
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

/** Whether a region ran because of what came along this edge. */
function isLit({ source, target, names }, event) {
  const row = event?.regions[target.id];
  return Boolean(row?.ran && event.regions[source.id]?.ran && names.some((name) => row.why[`read ${name}`]));
}

function labelOf(node) {
  return node.node === "state" ? shorten(`state ${node.key}`, LONGEST_LABEL) : shorten(node.source.split("\n")[0], LONGEST_LABEL);
}

function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function spoken(node, event) {
  if (node.node === "state") return `session state ${node.key}`;
  const what = event ? `, ${OUTCOMES[outcome(event, node.id)]}` : "";
  return `line ${node.line}: ${node.source.split("\n")[0]}${what}`;
}

function order(node) {
  return (node.module ?? 1e6) * 1e6 + (node.line ?? 0) + (node.column ?? 0) / 1e3;
}

/** The way of an edge: through the layers where dagre found one, else in a bend from node to node. */
function route({ source, target, points }, places) {
  const [from, to] = [places.get(source), places.get(target)];
  if (points) return globalThis.d3.svg.line().x((point) => point.x).y((point) => point.y).interpolate("basis")(points);
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  const [x1, x2] = [from.x + from.width, to.x];
  const bend = Math.min(120, Math.max(20, Math.abs(x2 - x1) / 2));
  return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

/** A picture of the graph in SVG, by d3: drawn where it was laid out, and lit up by an event. */
import { became, isLit, mark, order, regionsOf, shorten, spoken, took } from "./words.js";

export const NODE = "g.node";
const CHARACTER = 6.7;

/** Layers in a `g`; `choose(node)` and `close(box)` are called for clicks. */
export function makePicture(canvas, choose, close) {
  const layers = Object.fromEntries(["boxes", "edges", "nodes"].map((name) => [name, canvas.append("g").attr("class", name)]));

  function draw(picture) {
    const boxes = layers.boxes.selectAll("g").data(picture.boxes, (one) => one.box.id);
    const fresh = boxes.enter().append("g");
    fresh.append("rect").attr("rx", 6);
    fresh.append("text").attr({ x: 10, y: 16 }).on("click", (one) => close(one.box));
    boxes.exit().remove();
    boxes.order().attr("transform", (one) => `translate(${one.x},${one.y})`).attr("data-depth", (one) => one.depth % 2);
    boxes.select("rect").attr({ width: (one) => one.width, height: (one) => one.height });
    boxes.select("text").text((one) => shorten(`▾ ${one.box.label}`, Math.max(10, Math.floor((one.width - 20) / CHARACTER))));

    const places = new Map(picture.nodes.map((one) => [one.node, one]));
    const edges = layers.edges.selectAll("path").data(picture.edges, (one) => `${one.source.id} ${one.target.id}`);
    edges.enter().append("path").attr("marker-end", "url(#arrow)").append("title");
    edges.exit().remove();
    edges.attr("class", (one) => one.kind).attr("d", (one) => route(one, places));
    edges.select("title").text((one) => [...new Set(one.links.map((link) => link.detail).filter(Boolean))].join(", ") || one.kind);

    const nodes = layers.nodes.selectAll(NODE).data(picture.nodes, (one) => one.node.id);
    const made = nodes.enter().append("g").attr({ class: "node", role: "button", tabindex: -1 }).on("click", (one) => choose(one.node));
    made.append("rect").attr("rx", 4);
    made.append("text").attr({ class: "mark", x: 8, y: 16 });
    made.append("text").attr({ class: "label", x: 22, y: 16 });
    made.append("text").attr({ class: "time", y: 16, "text-anchor": "end" });
    made.append("title");
    nodes.exit().remove();
    nodes.order().attr("transform", (one) => `translate(${one.x},${one.y})`);
    for (const kind of ["state", "block"]) nodes.classed(kind, (one) => one.node.node === kind);
    nodes.classed("always", (one) => one.node.verdict === "always runs");
    nodes.select("rect").attr({ width: (one) => one.width, height: (one) => one.height });
    nodes.select(".label").text((one) => one.label);
    nodes.select(".time").attr("x", (one) => one.width - 8);
    if (!layers.nodes.select(`${NODE}[tabindex="0"]`).node()) layers.nodes.select(NODE).attr("tabindex", 0);
  }

  /** `near` are the regions and keys around the chosen region, null if none is chosen. */
  function light(event, chosen, near) {
    const isNear = (node) => !near || near.has(node) || regionsOf(node).some((region) => near.has(region));
    const nodes = layers.nodes.selectAll(NODE);
    nodes.attr("data-outcome", ({ node }) => became(node, event)).attr("aria-label", ({ node }) => spoken(node, event));
    nodes.attr("aria-pressed", ({ node }) => (node.node === "block" ? null : String(node === chosen)));
    nodes.attr("aria-expanded", ({ node }) => (node.node === "block" ? "false" : null));
    nodes.classed("far", ({ node }) => !isNear(node));
    nodes.select(".mark").text(({ node }) => mark(node, event));
    nodes.select(".time").text(({ node }) => took(node, event));
    nodes.select("title").text(({ node }) => `${spoken(node, event)}\n${node.source ?? ""}`);
    const edges = layers.edges.selectAll("path");
    edges.classed("lit", (edge) => isLit(edge, event));
    edges.classed("far", (edge) => Boolean(near) && !edge.links.some((link) => near.has(link.source) && near.has(link.target)));
  }

  return {
    draw,
    light,
    /** The elements of the nodes, in program order. */
    nodes: () => [...layers.nodes.node().querySelectorAll(NODE)].sort((one, other) => order(one.__data__.node) - order(other.__data__.node)),
  };
}

/** The way of an edge: through the layers where dagre found one, else in a bend from node to node. */
function route({ source, target, points }, places) {
  const [from, to] = [places.get(source), places.get(target)];
  if (points) return globalThis.d3.svg.line().x((point) => point.x).y((point) => point.y).interpolate("basis")(points);
  if (to.y > from.y + from.height && to.x < from.x + from.width) return downwards(from, to);
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  const [x1, x2] = [from.x + from.width, to.x];
  const bend = Math.min(120, Math.max(20, Math.abs(x2 - x1) / 2));
  return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

function downwards(from, to) {
  const [x1, x2] = [from.x + from.width / 2, to.x + to.width / 2];
  const [y1, y2] = [from.y + from.height, to.y];
  const bend = Math.min(120, Math.max(10, (y2 - y1) / 2));
  return `M${x1},${y1}C${x1},${y1 + bend} ${x2},${y2 - bend} ${x2},${y2}`;
}

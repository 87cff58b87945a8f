/**
 * Places for the boxes, nodes and edges of a picture.
 *
 * Each box is laid out by itself, inner ones first, so that the picture is grouped as the source is nested: what is
 * connected within a box is laid out in layers by dagre, what is not stands in columns, and these parts follow each other
 * in program order, in rows. Laying out the whole at once made a strip eighteen thousand pixels wide of three hundred
 * statements, most of which depend on nothing.
 */
import { closedAtFirst, fold, paragraphs } from "./folding.js";
import { around, edgesOf, nest } from "./nesting.js";

export const NODE_HEIGHT = 24;
const CHARACTER = 6.7;
const [NARROWEST, WIDEST] = [104, 350];
const [GAP, PAD, HEADER] = [14, 10, 22];
const TALLEST_COLUMN = 9;
const ASPECT = 1.3;
// A set that is not wider than this is not laid out a second time.
const WIDEST_SET = 1600;

/** The width of a node, by the length of its label and whether there is room for a time. */
export function nodeWidth(label) {
  return Math.min(WIDEST, Math.max(NARROWEST, label.length * CHARACTER + 90));
}

/**
 * `nodes`: `{ node, label, x, y, width, height }`; `boxes`: `{ box, x, y, width, height, depth }`, outer ones first;
 * `edges`: `{ source, target, kind, links, points }`, where `points` may be null: draw from node to node. `closed` are the
 * ids of boxes drawn as one node, null at first, `outermost` those of all that can be; `stands` says for each region what
 * it is drawn as, `homes` for what is drawn in which box.
 */
export function layOut(program, wanted, labelOf, chosenClosed) {
  const { root, homes } = nest(program, wanted, paragraphs);
  const outermost = root.boxes.map((box) => box.id);
  const closed = chosenClosed ?? closedAtFirst(root);
  const stands = fold(root, homes, closed);
  const edges = edgesOf(homes, stands);
  const links = lift(edges, homes);
  const sized = placeBox(root, links, labelOf);
  const picture = { nodes: [], boxes: [], edges: [], closed, outermost, homes, stands, width: sized.width, height: sized.height };
  const routes = new Map();
  flatten(sized, 0, 0, 0, picture, routes);
  picture.edges = edges.map((edge) => ({ ...edge, points: routes.get(edge) ?? null }));
  return picture;
}

/** For each box the edges between its own children: a child is a node or a box, and stands for all that is in it. */
function lift(edges, homes) {
  const links = new Map();
  for (const edge of edges) {
    const from = [...around(homes.get(edge.source)), edge.source];
    const to = [...around(homes.get(edge.target)), edge.target];
    const split = from.findIndex((one, index) => one !== to[index]);
    const box = from[split - 1];
    if (!links.has(box)) links.set(box, []);
    links.get(box).push({ from: from[split], to: to[split], edge });
  }
  return links;
}

function placeBox(box, links, labelOf) {
  const children = [
    ...box.nodes.map((node) => {
      const label = labelOf(node);
      return { child: node, node, label, first: node.line ?? Infinity, width: nodeWidth(label), height: NODE_HEIGHT };
    }),
    ...box.boxes.map((inner) => ({ child: inner, first: inner.first, ...placeBox(inner, links, labelOf) })),
  ].sort((one, other) => one.first - other.first);
  const own = (links.get(box) ?? []).filter((link) => link.from !== link.to);
  const parts = gather(components(children, own));
  const packed = pack(parts);
  const top = box.parent ? HEADER : 0;
  const width = Math.max(packed.width, box.parent ? Math.min(WIDEST, (box.label.length + 2) * CHARACTER) : 0) + 2 * PAD;
  return { box, parts: packed.parts, width, height: packed.height + top + 2 * PAD, top };
}

/** The children in sets that hang together, each laid out; a set is `{ children, links, first, ...size }`. */
function components(children, links) {
  const owner = new Map(children.map((one) => [one.child, one]));
  const root = new Map(children.map((one) => [one, one]));
  const find = (one) => {
    while (root.get(one) !== one) one = root.get(one);
    return one;
  };
  for (const { from, to } of links) root.set(find(owner.get(from)), find(owner.get(to)));
  const sets = Map.groupBy(children, find);
  return [...sets.values()]
    .map((members) => layered(members, links.filter(({ from }) => find(owner.get(from)) === find(members[0]))))
    .sort((one, other) => one.first - other.first);
}

/**
 * One set in layers, from left to right: labels are wide and low, so layers from top to bottom are mostly far wider. Only
 * for a long chain of statements that is not so.
 */
function layered(members, links) {
  const first = Math.min(...members.map((one) => one.first));
  if (members.length === 1) {
    const [only] = members;
    const { width, height, box } = only;
    return { children: [{ ...only, x: 0, y: 0 }], routes: [], width, height, first, isColumn: !box };
  }
  const names = new Map(members.map((one, index) => [one.child, String(index)]));
  let graph = ranked("LR", members, links, names);
  if (graph.graph().width > WIDEST_SET) {
    const down = ranked("TB", members, links, names);
    if (misshapen(down) < misshapen(graph)) graph = down;
  }
  members.forEach((one, index) => {
    const at = graph.node(String(index));
    Object.assign(one, { x: at.x - one.width / 2, y: at.y - one.height / 2 });
  });
  const routes = links
    .filter(({ from, to, edge }) => from === edge.source && to === edge.target)
    .map(({ edge, from, to }) => ({ edge, points: graph.edge(names.get(from), names.get(to)).points }));
  const { width, height } = graph.graph();
  return { children: members, routes, width, height, first };
}

function ranked(rankdir, members, links, names) {
  const { dagre } = globalThis;
  const graph = new dagre.graphlib.Graph().setGraph({ rankdir, nodesep: 8, ranksep: 34, edgesep: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  members.forEach(({ width, height }, index) => graph.setNode(String(index), { width, height }));
  for (const { from, to } of links) graph.setEdge(names.get(from), names.get(to));
  dagre.layout(graph);
  return graph;
}

/** How far a graph is from the shape of a screen; 0 if it has that shape. */
function misshapen(graph) {
  const { width, height } = graph.graph();
  return Math.abs(Math.log(width / height / ASPECT));
}

/** Single nodes that follow each other, as columns. */
function gather(sets) {
  const parts = [];
  for (const set of sets) {
    const last = parts.at(-1);
    if (!set.isColumn) parts.push(set);
    else if (last?.isColumn && last.children.length < TALLEST_COLUMN) {
      last.children.push({ ...set.children[0], x: 0, y: last.height + 6 });
      last.height += NODE_HEIGHT + 6;
      last.width = Math.max(last.width, set.width);
    } else parts.push(set);
  }
  return parts;
}

/** The parts in rows, so that the whole is about as wide as a screen is. */
function pack(parts) {
  const area = parts.reduce((sum, part) => sum + (part.width + GAP) * (part.height + GAP), 0);
  const most = Math.max(Math.sqrt(area * ASPECT), ...parts.map((part) => part.width));
  let [x, y, row, width] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > most) [x, y, row] = [0, y + row + GAP, 0];
    Object.assign(part, { left: x, above: y });
    x += part.width + GAP;
    row = Math.max(row, part.height);
    width = Math.max(width, x - GAP);
  }
  return { parts, width, height: y + row };
}

/** From places within boxes to places in the picture. */
function flatten(placed, x, y, depth, picture, routes) {
  const { box, parts, width, height, top } = placed;
  if (box.parent) picture.boxes.push({ box, x, y, width, height, depth });
  for (const part of parts) {
    const [left, above] = [x + PAD + part.left, y + top + PAD + part.above];
    for (const { edge, points } of part.routes) {
      routes.set(edge, points.map((point) => ({ x: point.x + left, y: point.y + above })));
    }
    for (const child of part.children) {
      if (child.box) flatten(child, left + child.x, above + child.y, depth + 1, picture, routes);
      else picture.nodes.push({ node: child.node, label: child.label, x: left + child.x, y: above + child.y, width: child.width, height: child.height });
    }
  }
}

/**
 * The picture's boxes: files and blocks of the source, one inside the other, with the regions that stand in them.
 *
 * A box is `{ id, label, first, parent, boxes, nodes }`; `first` is the first line, for program order. A node is a region
 * or a key of session state.
 */

/**
 * A tree of boxes that holds the nodes for which `wanted` says yes; boxes with nothing in them are left out. `divide` may
 * put more boxes into a file's, before session state finds its place.
 */
export function nest(program, wanted, divide) {
  const root = makeBox("root", "", 0, null);
  const homes = new Map();
  for (const file of program.files) {
    const regions = file.regions.filter((region) => wanted(region));
    if (!regions.length) continue;
    const top = program.files.length > 1 ? makeBox(`file:${file.module}`, file.path, 0, root) : root;
    const boxes = new Map();
    for (const region of regions) homes.set(region, boxOf(file, region.line, top, boxes));
    divide(top, file, homes);
  }
  for (const state of program.states.values()) {
    const users = [...state.needs.map((link) => link.source), ...state.neededBy.map((link) => link.target)];
    const shown = users.filter((user) => homes.has(user));
    if (shown.length) homes.set(state, shown.map((user) => homes.get(user)).reduce(commonBox));
  }
  for (const [node, box] of homes) box.nodes.push(node);
  return { root, homes };
}

export function makeBox(id, label, first, parent) {
  const box = { id, label, first, parent, boxes: [], nodes: [] };
  parent?.boxes.push(box);
  return box;
}

/** The box of the innermost block around a line, made with those around it if it is not there yet. */
function boxOf(file, line, top, made) {
  let box = top;
  // Outer blocks come before those inside.
  for (const block of file.blocks) {
    if (line < block.first || line > block.last) continue;
    const key = `${block.header}:${block.first}`;
    if (!made.has(key)) {
      const label = file.lines[block.header - 1]?.text.trim() ?? "";
      made.set(key, makeBox(`block:${file.module}:${key}`, label, block.first, box));
    }
    box = made.get(key);
  }
  return box;
}

/** The boxes around a box, from the outermost to itself. */
export function around(box) {
  return box ? [...around(box.parent), box] : [];
}

function commonBox(one, other) {
  const [here, there] = [around(one), around(other)];
  return here.filter((box, index) => box === there[index]).at(-1);
}

/**
 * What passes between the nodes of a picture. What the nesting shows already is left out: that a test decides about the
 * lines below it, and that a changed object is the same one in the third statement if it is so in the second. `stands` says
 * what a region is drawn as; an edge knows the `links` that it is drawn for.
 */
export function edgesOf(homes, stands) {
  const edges = new Map();
  for (const [one, source] of stands) {
    for (const link of one.neededBy) {
      const target = stands.get(link.target);
      if (!target || target === source) continue;
      if (link.kind === "controls" && homes.get(source) !== homes.get(target)) continue;
      const key = `${source.id} ${target.id}`;
      const known = edges.get(key) ?? { source, target, kind: link.kind, links: [] };
      if (known.kind === "mutates") known.kind = link.kind;
      known.links.push(link);
      edges.set(key, known);
    }
  }
  const all = [...edges.values()];
  const next = Map.groupBy(all, (edge) => edge.source);
  const direct = new Set(edges.keys());
  const isImplied = (edge) =>
    edge.kind === "mutates" &&
    next.get(edge.source).some((step) => step.target !== edge.target && direct.has(`${step.target.id} ${edge.target.id}`));
  return all.filter((edge) => !isImplied(edge));
}

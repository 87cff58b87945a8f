/**
 * Large pictures. Nobody reads a thousand boxes: blocks of the source are closed until the rest finds room, each drawn as
 * one node that stands for all that is in it; where even the blocks are many, paragraphs of the source are blocks too.
 *
 * Such a node is `{ id, node: "block", label, line, last, module, regions, inner }`; `inner` are the ids of the boxes in it.
 */
import { makeBox } from "./nesting.js";

/** How many nodes a picture has at first. */
const MOST = 120;
/** Between how many statements a paragraph is looked for, and how many go together at most. */
const [FEW, MANY] = [8, 25];

/** Put what stands in a box with too many children into paragraphs; `homes` says which box a region stands in. */
export function paragraphs(box, file, homes) {
  for (const inner of [...box.boxes]) paragraphs(inner, file, homes);
  const own = [...homes].filter(([, home]) => home === box).map(([region]) => ({ region, line: region.line }));
  const parts = [...own, ...box.boxes.map((inner) => ({ inner, line: inner.first }))].sort((one, other) => one.line - other.line);
  if (parts.length <= MOST) return;
  let part = null;
  for (const { region, inner, line } of parts) {
    const isBreak = part && part.count >= FEW && !file.lines[line - 2]?.text.trim();
    if (!part || isBreak || part.count >= MANY) {
      const text = file.lines[line - 1]?.text.trim() ?? "";
      part = { box: makeBox(`${box.id} part ${line}`, `${text} …`, line, box), count: 0 };
    }
    part.count += 1;
    if (region) homes.set(region, part.box);
    else adopt(inner, part.box);
  }
}

function adopt(box, parent) {
  box.parent.boxes.splice(box.parent.boxes.indexOf(box), 1);
  parent.boxes.push(box);
  box.parent = parent;
}

/** The ids of the boxes that are closed at first: level by level, from the outside, all are opened that find room. */
export function closedAtFirst(root) {
  let level = root.boxes;
  let closed = new Set(level.map((box) => box.id));
  while (level.length) {
    const inner = level.flatMap((box) => box.boxes);
    const opened = new Set(inner.map((box) => box.id));
    if (shown(root, opened) > MOST) break;
    [level, closed] = [inner, opened];
  }
  return closed;
}

function shown(box, closed) {
  return box.boxes.reduce((sum, inner) => sum + (closed.has(inner.id) ? 1 : shown(inner, closed)), box.nodes.length);
}

/** Put one node in the place of each closed box. Gives what every node is drawn as: itself, or that of a closed box. */
export function fold(box, homes, closed, stands = new Map()) {
  for (const node of box.nodes) stands.set(node, node);
  for (const inner of [...box.boxes]) {
    if (!closed.has(inner.id)) {
      fold(inner, homes, closed, stands);
      continue;
    }
    const held = contents(inner);
    const regions = held.filter((one) => one.node === "region");
    const [first, last] = [Math.min(...regions.map((one) => one.line)), Math.max(...regions.map((one) => one.end_line))];
    const node = { id: inner.id, node: "block", label: inner.label, line: first, last, module: regions[0].module, regions };
    node.inner = inner.boxes.map((one) => one.id);
    for (const one of held) {
      homes.delete(one);
      stands.set(one, node);
    }
    homes.set(node, box);
    box.nodes.push(node);
    box.boxes.splice(box.boxes.indexOf(inner), 1);
  }
  return stands;
}

function contents(box) {
  return [...box.nodes, ...box.boxes.flatMap(contents)];
}

/** Making elements: everything that comes from the app's source or values goes in as text, never as markup. */

/**
 * An HTML element. Properties that start with "on" are listeners, `dataset` and `class` are what they say, the rest are
 * attributes; null and false leave one out.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Give a set of elements one tab stop that the arrow keys move; `step` says where a key leads from an element. */
export function rove(container, selector, step) {
  container.addEventListener("keydown", (event) => {
    const from = event.target.closest(selector);
    const to = from && step(from, event.key);
    if (!to) return;
    event.preventDefault();
    settle(container, selector, to);
    to.focus();
  });
  container.addEventListener("focusin", (event) => {
    const on = event.target.closest(selector);
    if (on) settle(container, selector, on);
  });
}

/** Make `on` the one element of its set that Tab reaches. */
export function settle(container, selector, on) {
  for (const other of container.querySelectorAll(`${selector}[tabindex="0"]`)) other.setAttribute("tabindex", "-1");
  on.setAttribute("tabindex", "0");
}

/** The next or previous of the elements in document order, or the first or last, by the key pressed; for `rove`. */
export function inOrder(container, selector, next = "ArrowDown", previous = "ArrowUp") {
  return (from, key) => {
    const all = [...container.querySelectorAll(selector)];
    const at = all.indexOf(from);
    return { [next]: all[at + 1], [previous]: all[at - 1], Home: all[0], End: all.at(-1) }[key];
  };
}

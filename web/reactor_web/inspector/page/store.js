/**
 * What the page shows, in one place. Views subscribe and draw what they need anew.
 *
 *   program    files, nodes, edges (never changes)
 *   sessions   what the feed says of them
 *   session    id of the one shown; null before there is any
 *   follows    whether that is whichever session had the last event
 *   events     summaries of the session's events, oldest first
 *   event      the detailed event shown; null before there is any
 *   latest     whether that is the newest, and the next one takes its place
 *   selected   id of the chosen region ("0:12"), or null
 *   values     what the slots hold of the selected region; null until known
 */
export function makeStore(initial) {
  const state = { ...initial };
  const listeners = new Set();
  return {
    get: () => state,
    /** Change some of it, and tell the listeners which keys. */
    set(changes) {
      const changed = Object.keys(changes).filter((key) => state[key] !== changes[key]);
      if (!changed.length) return;
      Object.assign(state, changes);
      for (const listener of listeners) listener(state, new Set(changed));
    },
    /** Call `listener(state)` now, and whenever one of these keys has changed. */
    on(keys, listener) {
      listeners.add((now, changed) => {
        if (keys.some((key) => changed.has(key))) listener(now);
      });
      listener(state);
    },
  };
}

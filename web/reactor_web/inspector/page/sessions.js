/** Which of the app's sessions is shown: one of them, or whichever did something last. */
import { element } from "./dom.js";
import { clock } from "./format.js";
import { newest } from "./feed.js";

const FOLLOW = "";

export function mountSessions(select, store, feed) {
  select.addEventListener("change", () => {
    // Read before the options are made anew.
    const chosen = select.value;
    const follows = chosen === FOLLOW;
    store.set({ follows });
    const session = follows ? newest(store.get().sessions)?.id : chosen;
    if (session && session !== store.get().session) feed.watch(session);
  });
  store.on(["sessions", "follows", "session"], ({ sessions, follows, session }) => {
    const options = sessions.map((one, index) => element("option", { value: one.id }, label(one, index)));
    const shown = sessions.findIndex((one) => one.id === session);
    const latest = shown < 0 ? "the latest" : `the latest (${shown + 1})`;
    select.replaceChildren(element("option", { value: FOLLOW }, latest), ...options);
    select.value = follows || shown < 0 ? FOLLOW : session;
  });
}

function label(session, index) {
  const events = `${session.events} event${session.events === 1 ? "" : "s"}`;
  const last = session.at ? `, last at ${clock(session.at)}` : "";
  const page = session.page ? `, ${session.page}` : "";
  return `${index + 1}${page}: ${events}${last}${session.connected ? "" : ", closed"}`;
}

/** The websocket to the server: what the sessions do, put into the store; what the page asks. */

const RETRY = 1000;

export function openFeed(store, onStatus) {
  let socket = null;
  let opened = false;
  const ask = (message) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };

  function connect() {
    const address = new URL("feed", document.baseURI);
    address.protocol = address.protocol.replace("http", "ws");
    socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      // Back after a restart: the program may be another one.
      if (opened) location.reload();
      opened = true;
      onStatus("live");
    });
    socket.addEventListener("message", (message) => take(JSON.parse(message.data)));
    socket.addEventListener("close", () => {
      onStatus("disconnected");
      setTimeout(connect, RETRY);
    });
  }

  function take(message) {
    const state = store.get();
    if (message.type === "sessions") return takeSessions(message.sessions);
    if (message.session !== state.session) return;
    if (message.type === "events") {
      store.set({ events: message.all ? message.events : [...state.events, ...message.events].slice(-60) });
    } else if (message.type === "event") {
      const isNewest = message.event && message.event.number === store.get().events.at(-1)?.number;
      const wanted = state.latest ? isNewest : message.event?.number === state.wanted;
      if (wanted) store.set({ event: message.event, latest: isNewest, values: null });
    } else if (message.type === "values" && message.region === state.selected) {
      store.set({ values: message.positions ?? "busy" });
    }
  }

  function takeSessions(sessions) {
    const { session, follows } = store.get();
    store.set({ sessions });
    const alive = sessions.some((one) => one.id === session);
    if (follows || !alive) {
      const latest = newest(sessions);
      if (latest && latest.id !== session) watch(latest.id);
    }
  }

  function watch(session) {
    store.set({ session, events: [], event: null, latest: true, wanted: null, values: null });
    ask({ watch: session });
  }

  connect();
  return {
    watch,
    /** Show this event; the newest one is followed by those to come. */
    show(number) {
      const latest = number === store.get().events.at(-1)?.number;
      store.set({ wanted: number, latest });
      ask({ event: number });
    },
    values(id) {
      ask({ values: id.split(":").map(Number) });
    },
  };
}

/** The session that did something last. */
export function newest(sessions) {
  return sessions.reduce((best, one) => ((one.at ?? 0) >= (best?.at ?? 0) ? one : best), null);
}

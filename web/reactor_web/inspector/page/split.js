/** The app beside the inspector: shown or not, and how wide. Both are remembered. */
import { element } from "./dom.js";

const STEP = 2;
const [LEAST, MOST] = [20, 75];

export function mountSplit(app, divider, button, title) {
  let frame = null;
  const wide = () => Number(localStorage.getItem("reactor-app-width") ?? 45);
  const shown = () => localStorage.getItem("reactor-app-shown") !== "no";

  function draw() {
    const isShown = shown();
    app.hidden = divider.hidden = !isShown;
    button.setAttribute("aria-pressed", String(isShown));
    app.style.flexBasis = `${wide()}%`;
    divider.setAttribute("aria-valuenow", String(wide()));
    if (isShown && !frame) {
      frame = element("iframe", { title, src: "../" });
      app.append(frame);
    }
  }

  function resize(percent) {
    localStorage.setItem("reactor-app-width", String(Math.round(Math.min(MOST, Math.max(LEAST, percent)))));
    draw();
  }

  button.addEventListener("click", () => {
    localStorage.setItem("reactor-app-shown", shown() ? "no" : "yes");
    draw();
  });
  divider.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by) resize(wide() + by);
  });
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    // The frame would swallow the pointer's moves.
    app.style.pointerEvents = "none";
  });
  divider.addEventListener("pointermove", (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    resize((100 * event.clientX) / divider.parentElement.clientWidth);
  });
  divider.addEventListener("pointerup", () => (app.style.pointerEvents = ""));
  draw();
}

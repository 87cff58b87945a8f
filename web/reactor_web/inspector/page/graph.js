/** The dependency graph. */
export function mountGraph() {
  document.getElementById("graph-tab").hidden = true;
}

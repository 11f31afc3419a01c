// The little that pages with a circuit need in the browser beside Blazor's own script.

// A link to a part of this page takes the keyboard there. Blazor's router would only scroll.
document.addEventListener("click", event => {
  const link = event.target.closest?.("a[href*='#']");
  if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  target.scrollIntoView({ block: "nearest" });
  target.focus();
}, { capture: true });

// When the server no longer knows this page it has to be opened anew. Its address holds the place, and session.js keeps what was typed and not
// sent; a page that was typed into waits for the person all the same, and does not change under their hands.
let typedAt = null;
document.addEventListener("input", () => { typedAt = location.href; });

// What is chosen or typed while the connection is lost does not reach the server. It is told once more when the connection is back; what
// had arrived is then told twice, which changes nothing.
let changed = [];
document.addEventListener("change", ({ target: field }) => {
  if (field.closest?.("main form") && field.type !== "file") changed = [...changed.filter(other => other !== field && other.isConnected), field];
});
const tellAgain = () => changed
  .filter(field => field.isConnected && (field.type !== "radio" || field.checked))
  .forEach(field => field.dispatchEvent(new Event("change", { bubbles: true })));

const connection = document.getElementById("components-reconnect-modal");
connection?.querySelectorAll("button").forEach(button => button.addEventListener("click", () => location.reload()));
if (connection) {
  let wasLost = false;
  new MutationObserver(() => {
    const isLost = !connection.classList.contains("components-reconnect-hide");
    if (wasLost && !isLost) tellAgain();
    wasLost = isLost;
    if (connection.classList.contains("components-reconnect-rejected") && typedAt !== location.href) location.reload();
  }).observe(connection, { attributes: true, attributeFilter: ["class"] });
}

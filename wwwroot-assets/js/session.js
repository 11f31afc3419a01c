// Beside a page on which somebody is signed in (GetHelp.Web/SignIn/Sessions/SessionWatch.razor): tells the server that somebody works with it, keeps
// what was typed when the session or the connection ends, and puts it back once the same person is here again, in this tab or in another one.

const minute = 60_000;
const day = 24 * 60 * minute;
const patience = 10_000;
const shelf = "ght-typed";
const neverKept = ["password", "file", "hidden", "submit", "button", "reset", "image"];

const typedBack = document.getElementById("typed-back"); // stands outside of what Blazor draws
const mark = () => document.getElementById("session");
const isOver = () => mark()?.hasAttribute("data-over") ?? false;
const here = () => location.pathname + location.search;

// Work: what a person does with hands. Pushes from the server are none, nor is a page that is merely left open.
let told = performance.now(); // asking for the page has counted
let registered = false;
function tell() {
  const session = mark();
  if (!session?.hasAttribute("data-live") || isOver()) return;
  if (performance.now() - told < minute && !session.querySelector("[data-ends-soon]")) return;
  told = performance.now();
  if (!registered) Blazor.registerCustomEventType("sessionused", { createEventArgs: () => ({}) });
  registered = true;
  session.dispatchEvent(new CustomEvent("sessionused", { bubbles: true }));
}
["pointerdown", "keydown", "input", "wheel"].forEach(act => document.addEventListener(act, tell, { capture: true, passive: true }));

// What was typed: fields of the page's forms that somebody has touched since it was opened.
const touched = new Set();
const mayBeKept = field => field.matches?.("main form :is(input, select, textarea)") && !neverKept.includes(field.type) && !field.autocomplete?.startsWith("one-time-code");
function touch({ target }) {
  if (!mayBeKept(target)) return;
  touched.add(target);
  if (isOver()) keep();
}
document.addEventListener("input", touch, { capture: true });
document.addEventListener("change", touch, { capture: true });

const isChoice = field => field.type === "radio" || field.type === "checkbox";
const written = field => ({ id: field.id, name: field.name, value: field.value, checked: isChoice(field) ? field.checked : null });

function keep() {
  const fields = [...touched].filter(field => field.isConnected).map(written);
  const session = mark();
  if (fields.length && session) sessionStorage.setItem(shelf, JSON.stringify({ person: session.dataset.person, address: here(), at: Date.now(), fields }));
}

function kept() {
  const found = JSON.parse(sessionStorage.getItem(shelf) ?? "null");
  return found && Date.now() - found.at < day ? found : null;
}
const forget = () => sessionStorage.removeItem(shelf);

// Putting it back: a page may draw its form a moment after it is there.
function find({ id, name, value, checked }) {
  if (id) return document.getElementById(id);
  return [...document.querySelectorAll("main form :is(input, select, textarea)")].find(field => field.name === name && (checked === null || field.value === value));
}

function putBack(typed) {
  const field = find(typed);
  if (!field || !mayBeKept(field)) return false;
  if (typed.checked === null) field.value = typed.value;
  else if (field.checked !== typed.checked) field.checked = typed.checked;
  else return true;
  ["input", "change"].forEach(event => field.dispatchEvent(new Event(event, { bubbles: true })));
  return true;
}

function restore(typed) {
  let missing = typed.fields;
  const back = () => { missing = missing.filter(field => !putBack(field)); return missing.length === 0; };
  typedBack?.removeAttribute("hidden");
  if (back()) return;
  const watch = new MutationObserver(() => { if (back()) watch.disconnect(); });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), patience);
}
typedBack?.querySelector("button").addEventListener("click", () => typedBack.setAttribute("hidden", ""));

// Tabs of one browser: whoever opens a page says who they are and where; a tab whose session is over hands over what it keeps, and is opened anew. To
// another person it hands nothing, and forgets it.
const tabs = new BroadcastChannel("ght-session");
tabs.addEventListener("message", ({ data }) => {
  const person = mark()?.dataset.person;
  if (data.fields) {
    if (data.person === person && data.address === here()) restore(data);
    return;
  }
  if (!isOver()) return;
  const typed = kept();
  if (data.person !== person) return forget();
  if (typed?.address === data.address) {
    tabs.postMessage(typed);
    forget();
  }
  location.reload();
});

let wasLive = false;
function arrive(session) {
  tabs.postMessage({ person: session.dataset.person, address: here() });
  const typed = kept();
  if (typed?.person !== session.dataset.person) forget();
  else if (typed.address === here()) {
    forget();
    restore(typed);
  }
}

// A notice takes the focus, and gives it back when it goes.
let before = null;
document.addEventListener("focusin", ({ target, relatedTarget }) => {
  if (target.closest("#session") && !relatedTarget?.closest("#session")) before = relatedTarget;
});

let wasOver = false;
let hadNotice = false;
function look() {
  const session = mark();
  if (!session) return;
  if (!wasLive && session.hasAttribute("data-live") && !isOver()) {
    wasLive = true;
    arrive(session);
  }
  if (!wasOver && isOver()) keep();
  if (wasOver && !isOver()) forget(); // nothing was lost: the page is as it was
  wasOver = isOver();
  const hasNotice = session.childElementCount > 0;
  if (hasNotice) typedBack?.setAttribute("hidden", ""); // one says enough at a time
  if (hadNotice && !hasNotice && before?.isConnected && document.activeElement === document.body) before.focus();
  hadNotice = hasNotice;
}
// A page that slept for so long that the server has forgotten it is opened anew; its session may be over by then too.
const connection = document.getElementById("components-reconnect-modal");
new MutationObserver(() => { if (connection.classList.contains("components-reconnect-rejected")) keep(); })
  .observe(connection, { attributes: true, attributeFilter: ["class"] });

new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-live", "data-over"] });
look();

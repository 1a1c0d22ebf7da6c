/* What the pages do in the browser. Everything works without it too, but for what comes by itself. */
import { keepDrafts, forgetDrafts, forgetOthers } from "./drafts.js";
import { follow } from "./rooms.js";
import { ring } from "./notices.js";
import { useKeys } from "./keys.js";
import { keepSteps } from "./steps.js";
import { countDown, keepTime } from "./window.js";

const words = JSON.parse(document.body.dataset.script || "{}");
const one = selector => document.querySelector(selector);

/* What the page asks by itself carries what it has already. */
document.addEventListener("htmx:configRequest", event => {
  const talk = one("#talk"), lines = document.querySelectorAll("#lines .line");
  const last = lines.length ? lines[lines.length - 1].dataset.number : "0";
  if (event.detail.elt.id === "news") Object.assign(event.detail.parameters, { after: last, epoch: talk.dataset.epoch, holder: talk.dataset.holder, window: talk.dataset.window });
  else if ("seen" in event.detail.parameters) event.detail.parameters.seen = last;
});

/* Something did not work: said above the page, and whatever was typed stays. */
function tell(text, link, place) {
  const told = one("#told");
  if (!told) return;
  told.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  if (link) told.append(Object.assign(document.createElement("a"), { textContent: link, href: place }));
  told.hidden = false;
}
const again = () => "/console/login?next=" + encodeURIComponent(location.pathname);
document.addEventListener("htmx:responseError", event => {
  const reason = event.detail.xhr.getResponseHeader("X-Refused"), own = ["news", "rooms", "day", "agenda"].includes(event.detail.elt.id);
  if (reason === "entry_needed") return tell(words.expired, words.enter_again, again());
  if (own) return;
  if (reason === "other_page") return tell(words.too_old, words.reload, location.pathname);
  const said = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").querySelector("[data-reason]");
  tell(said ? said.textContent : words.failed);
});
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:sseError"]) document.addEventListener(name, () => tell(words.offline));
document.addEventListener("htmx:sseOpen", () => { if (one("#told")?.textContent === words.offline) one("#told").hidden = true; });

/* The stream: how many wait, what sounds, the session's end. */
document.addEventListener("htmx:sseBeforeMessage", event => {
  if (event.target.id !== "counts") return;
  event.preventDefault();
  const counts = JSON.parse(event.detail.data), badge = one("#badge");
  if (badge) {
    badge.textContent = counts.waiting || 0;
    badge.hidden = !counts.waiting;
    badge.classList.toggle("crisis", !!(counts.cries || []).length);
    document.title = document.title.replace(/^(\(\d+\) )?/, counts.waiting ? `(${counts.waiting}) ` : "");
  }
  if (counts.waits) ring(counts, words, document.body.dataset.user);
});
document.addEventListener("htmx:sseOpen", event => {
  const source = event.detail.source;
  source.addEventListener("expired", () => { source.close(); tell(words.expired, words.enter_again, again()); });
  source.addEventListener("gone", () => { source.close(); tell(words.gone); });
});

/* The talk's end is what one wants to see, unless one reads what was before. */
let wasAtEnd = true;
const log = () => one("#log");
const isAtEnd = () => !log() || log().scrollHeight - log().scrollTop - log().clientHeight < 80;
const toEnd = () => { if (log()) log().scrollTop = log().scrollHeight; };
let focused = "";
document.addEventListener("focusin", event => { focused = event.target.id; });
document.addEventListener("htmx:beforeSwap", () => { wasAtEnd = isAtEnd(); });
document.addEventListener("htmx:afterSwap", event => {
  if (event.detail.requestConfig?.verb !== "post") keepDrafts(false);
  // At once: before this settles a list may be swapped too, and would find the talk away from its end.
  if (wasAtEnd) toEnd();
});
document.addEventListener("htmx:afterSettle", event => {
  if (wasAtEnd || event.detail.elt.id === "talk") toEnd();
  if (event.detail.requestConfig?.elt?.id === "news" && document.querySelector("#lines .line:last-child.citizen")) one("#aloud").textContent = words.new_message;
  countDown(words);
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
});
keepSteps(done => {
  keepDrafts(done === "said");
  if (done === "taken") follow("mine");
  (one("#text") || one("#talk-title"))?.focus({ preventScroll: done !== "said" });
});

/* One press puts an answer into the reply, where the cursor is. */
document.addEventListener("click", event => {
  const button = event.target.closest("[data-insert]"), text = one("#text");
  if (!button || !text) return;
  const before = text.value.slice(0, text.selectionStart), gap = before && !/\s$/.test(before) ? "\n" : "";
  text.setRangeText(gap + button.dataset.insert, text.selectionStart, text.selectionEnd, "end");
  button.closest("details")?.removeAttribute("open");
  text.focus();
  const field = /\{\w+\}/.exec(text.value);
  if (field) text.setSelectionRange(field.index, field.index + field[0].length);
  text.dispatchEvent(new Event("input", { bubbles: true }));
});

/* The session lives as long as somebody is there. */
let lastHere = Date.now();
const here = () => {
  if (!document.body.dataset.user || Date.now() - lastHere < 240000) return;
  lastHere = Date.now();
  htmx.ajax("POST", "/console/here", { swap: "none", source: document.body });
};
for (const name of ["pointermove", "keydown", "scroll"]) addEventListener(name, here, { passive: true, capture: true });

one("#leave")?.addEventListener("submit", () => forgetDrafts());
document.addEventListener("click", event => { for (const open of document.querySelectorAll("details.confirm[open], details.ready[open]")) if (!open.contains(event.target)) open.open = false; });
document.addEventListener("keydown", event => { if (event.key === "Escape") for (const open of document.querySelectorAll("details.confirm[open], details.ready[open]")) { open.open = false; open.querySelector("summary").focus(); } });
try { forgetOthers(document.body.dataset.user); } catch { /* private browsing: nothing was kept */ }
keepDrafts(false);
useKeys();
keepTime(words);
toEnd();

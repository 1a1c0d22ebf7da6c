/* What is typed stays in this browser until it is sent, with the key that makes two presses one message. */
const PREFIX = "sportello-draft:";
const place = text => PREFIX + text.dataset.draft;
const read = text => { try { return JSON.parse(localStorage.getItem(place(text))) || {}; } catch { return {}; } };
const write = (text, kept) => { try { kept ? localStorage.setItem(place(text), JSON.stringify(kept)) : localStorage.removeItem(place(text)); } catch { /* private browsing: then it is not kept */ } };
const keyOf = text => text.form.elements.key;

const LONGEST = 3 * 86400000;

/* Somebody else may have been here before, and their session may have ended by itself: what they had begun to write is nobody's any more. */
export function forgetOthers(user) {
  if (!user) return;
  for (const name of Object.keys(localStorage).filter(name => name.startsWith(PREFIX))) {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(name)); } catch { /* no draft of ours */ }
    if (!name.startsWith(`${PREFIX}${user}:`) || Date.now() - (kept?.at ?? Date.now()) > LONGEST) localStorage.removeItem(name);
  }
}

function remember(text) {
  const kept = text.value.trim() ? { text: text.value, key: keyOf(text)?.value, at: Date.now() } : null;
  write(text, kept);
  const saved = document.querySelector("#saved");
  if (saved && text.id === "text") saved.hidden = !kept;
}

export function keepDrafts(wasSent) {
  for (const text of document.querySelectorAll("[data-draft]")) {
    if (text.dataset.kept) continue;
    text.dataset.kept = "yes";
    if (wasSent && text.id === "text") write(text, null);
    const kept = read(text);
    if (kept.text && !text.value) {
      text.value = kept.text;
      if (kept.key && keyOf(text)) keyOf(text).value = kept.key;
    }
    text.addEventListener("input", () => remember(text));
  }
}

export function forgetDrafts() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}

document.addEventListener("htmx:afterRequest", event => {
  const note = event.detail.elt.querySelector?.("#note");
  if (note && event.detail.successful) write(note, null);
});

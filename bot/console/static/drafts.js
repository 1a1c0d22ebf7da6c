/* What is typed stays in this browser until it is sent, with the key that makes two presses one message. */
const PREFIX = "sportello-draft:";
const place = text => PREFIX + text.dataset.draft;
const read = text => { try { return JSON.parse(localStorage.getItem(place(text))) || {}; } catch { return {}; } };
const write = (text, kept) => { try { kept ? localStorage.setItem(place(text), JSON.stringify(kept)) : localStorage.removeItem(place(text)); } catch { /* private browsing: then it is not kept */ } };
const keyOf = text => text.form.elements.key;

function remember(text) {
  const kept = text.value.trim() ? { text: text.value, key: keyOf(text)?.value } : null;
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

/* One-letter keys, which can be switched off (WCAG 2.1.4), and Ctrl + Enter. */
const OFF = "sportello-keys";
const one = selector => document.querySelector(selector);
const isTyping = target => target.closest?.("input, textarea, select, [contenteditable], dialog");

function step(by) {
  const all = [...document.querySelectorAll("#rooms .item a, #agenda .slot a")], here = all.indexOf(document.activeElement);
  const chosen = here >= 0 ? here : all.findIndex(link => link.getAttribute("aria-current"));
  all[Math.min(all.length - 1, Math.max(0, chosen + by))]?.focus();
}

const DOES = {
  "?": () => one("#keys").showModal(),
  "/": () => one("#q")?.focus(),
  r: () => one("#text")?.focus(),
  n: () => one("#note")?.focus(),
  p: () => one("[data-key=p]")?.click(),
  j: () => step(1),
  k: () => step(-1),
};

export function useKeys() {
  const box = one("#keys-on");
  if (!box) return;
  box.checked = localStorage.getItem(OFF) !== "off";
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "on" : "off"));
  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form?.id === "composer") {
      event.preventDefault();
      return event.target.form.requestSubmit();
    }
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const pressed = one(`[data-key="${CSS.escape(event.key)}"]`);
    if (!DOES[event.key] && !pressed) return;
    event.preventDefault();
    DOES[event.key] ? DOES[event.key]() : pressed.click();
  });
}

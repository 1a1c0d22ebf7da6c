/* How long WhatsApp still takes free text. When the time is over the page asks for the talk anew: approved messages stand there in place of the reply. */
const HOUR = 3600000, EVERY = 20000;
const one = selector => document.querySelector(selector);
const left = shown => new Date(shown.dataset.ends) - Date.now();

export function countDown(words) {
  const shown = one(".window[data-ends]");
  if (!shown) return;
  const span = left(shown), hours = Math.floor(span / HOUR), minutes = Math.floor(span % HOUR / 60000);
  shown.textContent = span <= 0 ? words.window_over : words.window_left.replace("{time}", hours ? `${hours} h ${minutes} min` : `${minutes} min`);
  shown.classList.toggle("soon", span < 2 * HOUR);
}

export function keepTime(words) {
  countDown(words);
  setInterval(() => {
    countDown(words);
    const shown = one(".window[data-ends]");
    // Whether it is over says the server, whose clock may be another: asked now and then, not at every answer.
    if (shown && left(shown) <= 0 && one("#talk").dataset.window === "open" && one("#news")) htmx.trigger("#news", "sse:talk");
  }, EVERY);
}

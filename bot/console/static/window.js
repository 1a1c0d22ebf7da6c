/* How long WhatsApp still takes free text. */
const HOUR = 3600000;

export function countDown(words) {
  const shown = document.querySelector(".window[data-ends]");
  if (!shown) return;
  const left = new Date(shown.dataset.ends) - Date.now();
  const hours = Math.floor(left / HOUR), minutes = Math.floor(left % HOUR / 60000);
  shown.textContent = left <= 0 ? words.window_over : words.window_left.replace("{time}", hours ? `${hours} h ${minutes} min` : `${minutes} min`);
  shown.classList.toggle("soon", left < 2 * HOUR);
}

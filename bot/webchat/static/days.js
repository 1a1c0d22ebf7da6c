// The line above the first message of each day.

import { element } from "./elements.js";

const DAY = new Intl.DateTimeFormat("it-IT", { timeZone: "Europe/Rome", weekday: "long", day: "numeric", month: "long", year: "numeric" });
const A_DAY = 86400000;

/** Touches only what is wrong, since what is touched is announced. */
export function separateDays(list, texts) {
  let before = "";
  for (const bubble of list.querySelectorAll(".message")) {
    const day = DAY.format(new Date(bubble.dataset.at));
    const wanted = day === before ? "" : called(day, texts);
    const above = bubble.previousElementSibling;
    const there = above && above.classList.contains("day") ? above : null;
    if (there && there.textContent !== wanted) there.remove();
    if (wanted && !(there && there.textContent === wanted)) list.insertBefore(element("li", "day", wanted), bubble);
    before = day;
  }
  const last = list.lastElementChild;
  if (last && last.classList.contains("day")) last.remove();
}

function called(day, texts) {
  if (day === DAY.format(new Date())) return texts.today;
  return day === DAY.format(new Date(Date.now() - A_DAY)) ? texts.yesterday : day;
}

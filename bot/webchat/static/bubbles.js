// The messages on the page, in the order of their numbers; those on their way stand at the end.

import { separateDays } from "./days.js";
import { button, element } from "./elements.js";
import { linked } from "./links.js";

const CLOCK = new Intl.DateTimeFormat("it-IT", { timeZone: "Europe/Rome", hour: "2-digit", minute: "2-digit" });
const LAST = Number.MAX_SAFE_INTEGER;

export class Bubbles {
  constructor(list, texts, press) {
    this.list = list;
    this.texts = texts;
    this.press = press;
    this.labels = new Map([["person", texts.person]]);
    this.byId = new Map();
    this.numbers = new Set();
  }

  clear() {
    this.list.replaceChildren();
    this.byId.clear();
    this.numbers.clear();
  }

  /** Whether the message was not shown yet. One of the citizen's may be there already, on its way. */
  show(message) {
    if (this.numbers.has(message.number)) return false;
    this.numbers.add(message.number);
    for (const part of message.parts || []) part.options.forEach((option) => this.labels.set(option.payload, option.label));
    const waiting = this.byId.get(message.id);
    if (waiting) this.arrived(waiting, message);
    else this.place(this.bubble(message), message.number);
    this.offerLastOnly();
    return true;
  }

  /** The bubble stays where it is if it can: what is moved is announced again. */
  arrived(bubble, message) {
    this.mark(message.id, "", this.time(message.at));
    this.byId.delete(message.id);
    const after = [...this.list.querySelectorAll(".message")];
    const isInOrder = after.slice(after.indexOf(bubble)).every((other) => Number(other.dataset.number) >= message.number);
    bubble.dataset.number = message.number;
    if (!isInOrder) this.place(bubble, message.number);
  }

  /** A message of the citizen's that the service does not have yet, or has not shown yet. */
  showOnItsWay(message) {
    if (this.byId.has(message.id)) return;
    const bubble = this.bubble({ author: "citizen", ...message });
    bubble.classList.add("pending");
    this.byId.set(message.id, bubble);
    this.place(bubble, LAST);
    this.offerLastOnly();
  }

  mark(id, className, words, ...repairs) {
    const bubble = this.byId.get(id);
    if (!bubble) return;
    bubble.classList.remove("pending", "failed");
    if (className) bubble.classList.add(className);
    bubble.querySelector(".when").replaceChildren(words);
    bubble.querySelectorAll(".repair").forEach((old) => old.remove());
    if (repairs.length) bubble.append(element("div", "repair", ...repairs));
  }

  /** For who reads with keys or by ear: they go on from here. */
  focus(id) {
    const bubble = this.byId.get(id);
    if (!bubble) return;
    bubble.tabIndex = -1;
    bubble.focus({ preventScroll: true });
  }

  remove(id) {
    const bubble = this.byId.get(id);
    if (bubble) bubble.remove();
    this.byId.delete(id);
    separateDays(this.list, this.texts);
  }

  bubble(message) {
    const texts = message.parts ? message.parts.map((part) => part.text) : [message.text || this.labelOf(message)];
    const who = { citizen: this.texts.you, bot: this.texts.bot, operator: this.texts.operator }[message.author];
    const bubble = element("li", `message ${message.author}`, element("p", "who", who));
    for (const text of texts) bubble.append(element("div", "text", linked(text)));
    bubble.append(element("p", "when", this.time(message.at)));
    const options = (message.parts || []).flatMap((part) => part.options);
    if (options.length) bubble.append(this.group(options));
    bubble.dataset.at = message.at;
    return bubble;
  }

  labelOf(message) {
    return message.label || this.labels.get(message.payload) || this.texts.chosen;
  }

  group(options) {
    const group = element("div", "options", ...options.map((option) => button(option.label, () => this.press(option))));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.texts.options);
    return group;
  }

  time(at) {
    const time = element("time", "", CLOCK.format(new Date(at)));
    time.dateTime = at;
    return time;
  }

  place(bubble, number) {
    bubble.dataset.number = number;
    const later = [...this.list.querySelectorAll(".message")].find((other) => Number(other.dataset.number) > number);
    this.list.insertBefore(bubble, later || null);
    separateDays(this.list, this.texts);
  }

  /** The first message of ours after the citizen's last; the notice does not count, it was read before. */
  firstAnswer() {
    const bubbles = [...this.list.querySelectorAll(".message")];
    const last = bubbles.map((bubble) => bubble.classList.contains("citizen")).lastIndexOf(true);
    return bubbles.slice(last + 1).find((bubble) => bubble.querySelector(".text").textContent !== this.texts.notice);
  }

  /** Only the last message's options can be chosen: what was offered before the citizen went on is over. */
  offerLastOnly() {
    const bubbles = [...this.list.querySelectorAll(".message")];
    const last = bubbles.map((bubble) => bubble.classList.contains("citizen")).lastIndexOf(true);
    bubbles.forEach((bubble, index) => {
      const options = bubble.querySelector(".options");
      if (options) options.hidden = index < last;
    });
  }
}

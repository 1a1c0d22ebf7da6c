// What stands around the messages: notices, who is writing, what the empty page says, and where the reader is.

import { element } from "./elements.js";

const LONG = 20000; // Milliseconds of "is writing" after which more is said.
const NEAR = 80; // Pixels from the end that still count as the end.
const $ = (id) => document.getElementById(id);

export class Room {
  constructor(bubbles, texts) {
    this.bubbles = bubbles;
    this.texts = texts;
    this.holder = "bot";
    this.followedTo = 0;
    $("newer").addEventListener("click", () => this.toEnd());
    $("scroll").addEventListener("scroll", () => this.isAtEnd() && ($("newer").hidden = true), { passive: true });
  }

  notice(words = "", isOfConnection = false) {
    if ($("notice").textContent !== words) $("notice").textContent = words;
    $("notice").hidden = !words;
    $("notice").classList.toggle("connection", isOfConnection);
  }

  connected() {
    if ($("notice").classList.contains("connection")) this.notice();
  }

  /** What stands on the empty page: examples until something is written, the notice until the assistant has given it itself. */
  greet() {
    $("examples").hidden = this.bubbles.list.childElementCount > 0;
    $("welcome").hidden = this.bubbles.list.querySelector(".bot, .operator") !== null;
  }

  isAtEnd() {
    const box = $("scroll");
    return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  }

  toEnd() {
    $("scroll").scrollTop = $("scroll").scrollHeight;
  }

  /** Does something that makes the page longer; a reader at the end follows, but never past the beginning of an answer. */
  grow(change, isForced = false) {
    const follows = isForced || this.isAtEnd() || this.hasFollowed;
    const isNew = change();
    if (follows) this.follow();
    if (follows || isNew) $("newer").hidden = this.isAtEnd();
  }

  follow() {
    const answer = this.bubbles.firstAnswer();
    const box = $("scroll");
    const end = box.scrollHeight - box.clientHeight;
    box.scrollTop = answer ? Math.min(end, answer.offsetTop - 12) : end;
    this.followedTo = box.scrollTop;
  }

  /** Whether the reader is still where an answer's beginning was shown. */
  get hasFollowed() {
    return Math.abs($("scroll").scrollTop - this.followedTo) < 2;
  }

  showState({ holder, answering }) {
    this.holder = holder;
    clearTimeout(this.timer);
    if (holder === "waiting") this.say("waiting", this.texts.waiting);
    else if (holder === "operator") this.say("operator", this.texts.operator_here);
    else if (!answering) this.say("");
    else {
      this.say("answering", dots(), this.texts.answering);
      this.timer = setTimeout(() => this.say("answering", dots(), this.texts.answering_long), LONG);
    }
  }

  say(className, ...words) {
    this.grow(() => {
      $("state").className = `state ${className}`;
      $("state").replaceChildren(...words);
    });
  }
}

function dots() {
  const made = element("span", "dots", element("i"), element("i"), element("i"));
  made.setAttribute("aria-hidden", "true");
  return made;
}

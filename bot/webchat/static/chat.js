// The page: what is written goes to the service, what the service says is shown.

import { Api } from "./api.js";
import { Bubbles, button, element } from "./bubbles.js";
import { Composer } from "./composer.js";
import { Events } from "./events.js";
import { forgetting } from "./forgetting.js";
import { Sending, newId } from "./sending.js";
import { Store } from "./store.js";

const LONG = 20000; // Milliseconds of "is writing" after which more is said.
const $ = (id) => document.getElementById(id);
const texts = JSON.parse($("texts").textContent);
const store = new Store(document.body.dataset.comune);
const api = new Api(document.body.dataset.comune, store);
const bubbles = new Bubbles($("messages"), texts, (option) => press(option.payload, option.label));
let holder = "bot";
let longTimer = 0;

function notice(words = "", isOfConnection = false) {
  if ($("notice").textContent !== words) $("notice").textContent = words;
  $("notice").hidden = !words;
  $("notice").classList.toggle("connection", isOfConnection);
}

function connected() {
  if ($("notice").classList.contains("connection") && !sending.queue.length) notice();
}

function isAtEnd() {
  return $("scroll").scrollHeight - $("scroll").scrollTop - $("scroll").clientHeight < 80;
}

function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
}

function hideExamples() {
  $("examples").hidden = bubbles.list.childElementCount > 0;
}

function setState(className, ...words) {
  const wasAtEnd = isAtEnd();
  $("state").className = `state ${className}`;
  $("state").replaceChildren(...words);
  if (wasAtEnd) toEnd();
}

function dots() {
  const made = element("span", "dots", element("i"), element("i"), element("i"));
  made.setAttribute("aria-hidden", "true");
  return made;
}

function showState(state) {
  holder = state.holder;
  clearTimeout(longTimer);
  if (holder === "waiting") setState("waiting", texts.waiting);
  else if (holder === "operator") setState("operator", texts.operator_here);
  else if (!state.answering) setState("");
  else {
    setState("answering", dots(), texts.answering);
    longTimer = setTimeout(() => setState("answering", dots(), texts.answering_long), LONG);
  }
}

const sending = new Sending(api, store, {
  added(message) {
    bubbles.showOnItsWay(message);
    hideExamples();
    toEnd();
  },
  sending: (message) => bubbles.mark(message.id, "pending", texts.sending),
  sent(message) {
    connected();
    bubbles.mark(message.id, "", bubbles.time(message.at));
    events.start();
  },
  waits(message, refusal, pause) {
    const retry = button(texts.retry, () => sending.now());
    bubbles.mark(message.id, "pending", texts.waiting_to_send, retry);
    const isTooMuch = refusal.status === 429;
    const why = refusal.status === 0 ? texts.offline : texts.unavailable;
    notice(isTooMuch ? texts.slow_down.replace("{seconds}", Math.ceil(pause / 1000)) : why, true);
  },
  refused(message, refusal) {
    const edit = button(texts.edit, () => {
      bubbles.remove(message.id);
      composer.put(message.text);
    });
    bubbles.mark(message.id, "failed", `${texts.not_sent} ${refusal.message}`, ...(message.text ? [edit] : []));
  },
  expired: beginAnew,
});

const events = new Events(api, {
  message(message) {
    const wasAtEnd = isAtEnd() || message.author === "citizen";
    bubbles.show(message);
    hideExamples();
    if (wasAtEnd) toEnd();
  },
  state(state) {
    showState(state);
    // What was said before is read by whoever wants to; what comes from now on is announced.
    setTimeout(() => $("log").setAttribute("aria-live", "polite"), 0);
  },
  alive: connected,
  nothingYet: hideExamples,
  lost(error) {
    if (error.status === 401) beginAnew();
    else if (error.status === 429) notice(error.message);
    // One failure may be a change of network; two are worth a word.
    else if (events.failures > 1 || !navigator.onLine) notice(error.status > 0 ? texts.unavailable : texts.offline, true);
  },
  forgotten: () => leave(texts.forgotten),
});

function write(text) {
  sending.add({ id: newId(), text, at: new Date().toISOString() });
}

function press(payload, label) {
  sending.add({ id: newId(), payload, label, at: new Date().toISOString() });
  composer.focus();
}

/** The service does not know the token any more; what waits to be sent begins another talk. */
function beginAnew() {
  store.remove("token");
  events.stop();
  bubbles.clear();
  sending.queue.forEach((message) => bubbles.showOnItsWay(message));
  notice(texts.expired);
}

function leave(words) {
  events.stop();
  sending.clear();
  store.clear();
  bubbles.clear();
  composer.put("");
  showState({ holder: "bot", answering: false });
  hideExamples();
  notice(words);
}

const composer = new Composer($("composer"), { texts, store, most: Number(document.body.dataset.most), write });
forgetting(api, () => holder, () => leave(texts.forgotten), () => notice(texts.forget_failed));
store.whenForgotten(() => leave(texts.forgotten));
$("person").addEventListener("click", () => press("person", texts.person));
for (const example of $("examples").querySelectorAll("button")) {
  example.addEventListener("click", () => {
    write(example.textContent);
    composer.focus();
  });
}
if ($("close")) {
  const close = () => window.parent.postMessage("sportello:close", "*"); // It says nothing that a stranger might not know.
  $("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => event.key === "Escape" && !$("forgetting").open && close());
}

sending.queue.forEach((message) => bubbles.showOnItsWay(message));
hideExamples();
sending.run();
events.start();

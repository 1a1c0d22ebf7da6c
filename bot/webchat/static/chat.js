// The page: what is written goes to the service, what the service says is shown.

import { Api } from "./api.js";
import { Bubbles } from "./bubbles.js";
import { Composer } from "./composer.js";
import { button } from "./elements.js";
import { Events } from "./events.js";
import { forgetting } from "./forgetting.js";
import { linked } from "./links.js";
import { Room } from "./room.js";
import { Sending, newId } from "./sending.js";
import { Store } from "./store.js";

const $ = (id) => document.getElementById(id);
const { comune, most } = document.body.dataset;
const texts = JSON.parse($("texts").textContent);
const store = new Store(comune);
const api = new Api(comune, store);
const bubbles = new Bubbles($("messages"), texts, (option) => press(option.payload, option.label));
const room = new Room(bubbles, texts);

const sending = new Sending(api, store, {
  added: (message) => {
    room.grow(() => bubbles.showOnItsWay(message), true);
    room.greet();
  },
  sending: (message) => bubbles.mark(message.id, "pending", texts.sending),
  sent(message) {
    if (!sending.queue.length) room.connected();
    bubbles.mark(message.id, "", bubbles.time(message.at));
    events.start();
  },
  waits(message, refusal, pause) {
    bubbles.mark(message.id, "pending", texts.waiting_to_send, button(texts.retry, () => sending.now()));
    const why = refusal.status === 0 ? texts.offline : texts.unavailable;
    room.notice(refusal.status === 429 ? texts.slow_down.replace("{seconds}", Math.ceil(pause / 1000)) : why, true);
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
    room.grow(() => bubbles.show(message));
    room.greet();
  },
  state(state) {
    room.showState(state);
    // What was said before is read by whoever wants to; what comes from now on is announced.
    setTimeout(() => $("log").setAttribute("aria-live", "polite"), 0);
  },
  alive: () => sending.queue.length || room.connected(),
  nothingYet: () => room.greet(),
  lost(error) {
    if (error.status === 401) beginAnew();
    else if (error.status === 429) room.notice(error.message, true);
    // One failure may be a change of network; two are worth a word.
    else if (events.failures > 1 || !navigator.onLine) room.notice(error.status > 0 ? texts.unavailable : texts.offline, true);
  },
  forgotten: () => leave(texts.forgotten),
});

function write(text) {
  sending.add({ id: newId(), text, at: new Date().toISOString() });
}

/** What was pressed goes away; the place in the page where one is does not. */
function pressed(said) {
  const id = newId();
  sending.add({ id, ...said, at: new Date().toISOString() });
  if (!composer.focus()) bubbles.focus(id);
}

function press(payload, label) {
  pressed({ payload, label });
}

/** The service does not know the token any more; what waits to be sent begins another talk. */
function beginAnew() {
  store.remove("token");
  events.stop();
  bubbles.clear();
  sending.queue.forEach((message) => bubbles.showOnItsWay(message));
  room.notice(texts.expired);
}

function leave(words) {
  events.stop();
  sending.clear();
  store.clear();
  bubbles.clear();
  composer.put("");
  room.showState({ holder: "bot", answering: false });
  room.greet();
  room.notice(words);
}

const composer = new Composer($("composer"), { texts, store, most: Number(most), write });
forgetting(api, { isWaiting: () => room.holder !== "bot", done: () => leave(texts.forgotten), failed: () => room.notice(texts.forget_failed) });
store.whenForgotten(() => leave(texts.forgotten));
$("person").addEventListener("click", () => press("person", texts.person));
for (const example of $("examples").querySelectorAll("button")) {
  example.addEventListener("click", () => pressed({ text: example.textContent }));
}
if ($("close")) {
  const close = () => window.parent.postMessage("sportello:close", "*"); // It says nothing that a stranger might not know.
  $("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => event.key === "Escape" && !$("forgetting").open && close());
}

for (const line of $("welcome").children) line.replaceChildren(linked(line.textContent));
sending.queue.forEach((message) => bubbles.showOnItsWay(message));
room.greet();
sending.run();
events.start();
for (const waiting of document.querySelectorAll("button:disabled")) waiting.disabled = false;

// Messages on their way: kept until the service has them, sent one after the other, each with an id of its own so that a repeat is harmless.

const LONGEST_PAUSE = 30000;

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Sending {
  constructor(api, store, told) {
    this.api = api;
    this.store = store;
    this.told = told;
    this.queue = store.get("unsent") || [];
    this.failures = 0;
    this.isSending = false;
    window.addEventListener("online", () => this.now());
  }

  add(message) {
    this.queue.push(message);
    this.keep();
    this.told.added(message);
    this.now();
  }

  /** Sends what waits, without waiting any longer. */
  now() {
    clearTimeout(this.timer);
    this.failures = 0;
    this.run();
  }

  drop(id) {
    this.queue = this.queue.filter((message) => message.id !== id);
    this.keep();
  }

  clear() {
    clearTimeout(this.timer);
    this.queue = [];
  }

  keep() {
    if (this.queue.length) this.store.set("unsent", this.queue);
    else this.store.remove("unsent");
  }

  async run() {
    if (this.isSending) return;
    this.isSending = true;
    while (this.queue.length) {
      const message = this.queue[0];
      this.told.sending(message);
      try {
        await this.api.send(message);
        this.drop(message.id);
        this.failures = 0;
        this.told.sent(message);
      } catch (refusal) {
        if (!this.goOn(message, refusal)) break;
      }
    }
    this.isSending = false;
  }

  /** Whether the next message may be tried at once. */
  goOn(message, refusal) {
    if (!this.queue.includes(message)) return true;
    if (refusal.status === 401) {
      this.told.expired();
      return true;
    }
    if (!refusal.isTemporary) {
      this.drop(message.id);
      this.told.refused(message, refusal);
      return true;
    }
    this.failures += 1;
    const pause = Math.max(refusal.seconds * 1000, Math.min(LONGEST_PAUSE, 1000 * 2 ** (this.failures - 1)));
    this.told.waits(message, refusal, pause);
    this.timer = setTimeout(() => this.run(), pause);
    return false;
  }
}

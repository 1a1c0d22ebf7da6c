// The service's API. The token is in no address, no cookie and no frame's message: it goes in a header only.

const PATIENCE = 20000;

export class Refusal extends Error {
  constructor(status, reason, message, seconds = 0) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.seconds = seconds;
  }

  /** Whether the same request may be taken later. */
  get isTemporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  constructor(comune, store) {
    this.comune = comune;
    this.store = store;
    this.asked = null;
  }

  get isKnown() {
    return this.store.get("token") !== null;
  }

  send(message) {
    const { id, text, payload } = message;
    return payload === undefined ? this.post("messages", { id, text }) : this.post("presses", { id, payload });
  }

  forget() {
    return this.post("forget", {});
  }

  async post(path, body) {
    await this.ensureToken();
    return this.call(path, { method: "POST", body: JSON.stringify({ comune: this.comune, ...body }) });
  }

  /** The open stream of events, or a response without content where nothing was written yet. */
  events(lastId, signal) {
    const headers = { Accept: "text/event-stream", "Last-Event-ID": String(lastId) };
    return this.call(`events?comune=${encodeURIComponent(this.comune)}`, { headers, signal });
  }

  async ensureToken() {
    if (this.isKnown) return;
    this.asked = this.asked || this.call("visitors", { method: "POST" });
    try {
      const { token } = await (await this.asked).json();
      if (!this.isKnown) this.store.set("token", token);
    } finally {
      this.asked = null;
    }
  }

  async call(path, { headers = {}, signal, ...options }) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), PATIENCE);
    if (signal) signal.addEventListener("abort", () => giveUp.abort());
    const all = { ...headers, Authorization: `Bearer ${this.store.get("token")}` };
    if (options.body) all["Content-Type"] = "application/json";
    try {
      const response = await fetch(`api/chat/${path}`, { ...options, headers: all, signal: giveUp.signal, cache: "no-store" });
      if (response.ok) return response;
      throw await refusal(response);
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal(0, "offline", "");
    } finally {
      clearTimeout(timer);
    }
  }
}

async function refusal(response) {
  const { error = "unavailable", message = "" } = await response.json().catch(() => ({}));
  return new Refusal(response.status, error, message, Number(response.headers.get("Retry-After")) || 0);
}

// The talk as it comes: reads the stream of events, and opens it again by itself when it breaks.

const SILENCE = 40000; // The service says something every 15 seconds.
const LONGEST_PAUSE = 15000;

export class Events {
  constructor(api, heard) {
    this.api = api;
    this.heard = heard;
    this.lastId = 0;
    this.failures = 0;
    this.isRunning = false;
    this.isWantedAgain = false;
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.cut());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  /** Begins to listen, if that is not done already. */
  async start() {
    if (this.isRunning || !this.api.isKnown) {
      this.isWantedAgain = this.isRunning;
      return this.hurry();
    }
    this.isRunning = true;
    while (this.isRunning) {
      try {
        this.isWantedAgain = false;
        const isOver = await this.listenOnce();
        // "No talk yet" may have been said just before the first message arrived, whose sender then asked in vain.
        if (isOver && this.isWantedAgain) continue;
        if (isOver) break;
      } catch (error) {
        this.failures += 1;
        if (!this.isRunning) break;
        this.heard.lost(error);
        if (error.status === 401 || error.status === 404) break;
      }
      await this.pause();
    }
    this.isRunning = false;
  }

  stop() {
    this.isRunning = false;
    this.lastId = 0;
    this.cut();
    this.hurry();
  }

  cut() {
    if (this.connection) this.connection.abort();
  }

  hurry() {
    if (this.wake) this.wake();
  }

  async listenOnce() {
    this.connection = new AbortController();
    const response = await this.api.events(this.lastId, this.connection.signal);
    if (response.status === 204) {
      this.heard.nothingYet();
      return true;
    }
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const { done, value } = await this.readBefore(SILENCE, reader);
      if (done) return false;
      this.failures = 0;
      this.heard.alive();
      const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = blocks.pop();
      blocks.forEach((block) => this.tell(block));
    }
  }

  async readBefore(milliseconds, reader) {
    const timer = setTimeout(() => this.cut(), milliseconds);
    try {
      return await reader.read();
    } finally {
      clearTimeout(timer);
    }
  }

  tell(block) {
    const fields = {};
    for (const line of block.split("\n")) {
      const colon = line.indexOf(": ");
      if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
    }
    if (!fields.event) return;
    this.heard[fields.event](JSON.parse(fields.data));
    if (fields.id) this.lastId = Math.max(this.lastId, Number(fields.id));
  }

  pause() {
    const milliseconds = Math.min(LONGEST_PAUSE, 500 * 2 ** Math.min(this.failures, 6)) * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

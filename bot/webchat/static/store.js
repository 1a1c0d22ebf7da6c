// What the page remembers of a municipality's chat; in memory only where the browser keeps nothing.

function lasting() {
  try {
    const storage = window.localStorage;
    storage.setItem("sportello.probe", "1");
    storage.removeItem("sportello.probe");
    return storage;
  } catch {
    return null;
  }
}

export class Store {
  constructor(comune) {
    this.prefix = `sportello.${comune}.`;
    this.storage = lasting();
    this.memory = new Map();
  }

  get(name) {
    const kept = this.storage ? this.storage.getItem(this.prefix + name) : this.memory.get(name);
    try {
      return kept ? JSON.parse(kept) : null;
    } catch {
      return null;
    }
  }

  set(name, value) {
    const text = JSON.stringify(value);
    try {
      if (this.storage) return this.storage.setItem(this.prefix + name, text);
    } catch {
      this.storage = null; // It is full: from here on this page remembers by itself.
    }
    this.memory.set(name, text);
  }

  remove(name) {
    this.memory.delete(name);
    if (this.storage) this.storage.removeItem(this.prefix + name);
  }

  clear() {
    for (const name of ["token", "draft", "unsent"]) this.remove(name);
  }

  /** Calls back when another page of this browser has forgotten the chat. */
  whenForgotten(call) {
    window.addEventListener("storage", (event) => {
      if (event.key === this.prefix + "token" && event.newValue === null) call();
    });
  }
}

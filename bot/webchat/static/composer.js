// The box to write in: grows with the text, keeps the draft over a reload, and says when it is too long before it is sent.

const NEARLY = 0.9;

function isTouched() {
  return window.matchMedia("(pointer: coarse)").matches;
}

export class Composer {
  constructor(form, { texts, store, most, write }) {
    Object.assign(this, { form, texts, store, most, write });
    this.box = form.querySelector("textarea");
    this.count = form.querySelector(".count");
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("keydown", (event) => this.typed(event));
    form.addEventListener("submit", (event) => this.submit(event));
    // Something may have been typed before this script was here.
    this.put(this.box.value || store.get("draft") || "");
  }

  put(text) {
    this.box.value = text;
    this.changed();
  }

  /** Whether it has the focus now. Not on a telephone: its keyboard would hide what is being answered. */
  focus() {
    if (isTouched()) return false;
    this.box.focus();
    return true;
  }

  get length() {
    return [...this.box.value.trim()].length;
  }

  changed() {
    if (this.box.value) this.store.set("draft", this.box.value);
    else this.store.remove("draft");
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
    this.tellLength();
  }

  tellLength() {
    const isOver = this.length > this.most;
    const words = isOver ? this.texts.too_long : this.texts.characters;
    const isWorthTelling = this.length > this.most * NEARLY;
    this.count.textContent = isWorthTelling ? words.replace("{count}", this.length).replace("{most}", this.most) : "";
    this.count.classList.toggle("over", isOver);
    this.count.setAttribute("role", isOver ? "alert" : "none");
    this.box.setAttribute("aria-invalid", String(isOver));
  }

  /** Enter sends where there is a keyboard; on a telephone it begins a line, and the button sends. */
  typed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouched()) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text || this.length > this.most) return this.focus();
    this.put("");
    this.write(text);
    this.box.focus();
  }
}

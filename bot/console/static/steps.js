/* A step of ours in a talk: taking, replying, giving back. Its answer is the talk anew, so what comes by itself meanwhile waits for it. */
const one = selector => document.querySelector(selector);
const askAgain = () => one("#news") && htmx.trigger("#news", "sse:talk");
let onTheirWay = 0, heldBack = false;

export function keepSteps(whenAnswered) {
  document.addEventListener("htmx:beforeRequest", event => {
    const { elt, xhr, requestConfig } = event.detail;
    if (requestConfig.verb !== "post" || !elt.closest("#talk")) return;
    onTheirWay += 1;
    xhr.addEventListener("loadend", () => {
      onTheirWay -= 1;
      whenAnswered(xhr.getResponseHeader("X-Done"));
      if (onTheirWay || !heldBack) return;
      heldBack = false;
      askAgain();
    });
  });
  document.addEventListener("htmx:beforeSwap", event => {
    if (event.detail.requestConfig.elt.id !== "news" || !onTheirWay) return;
    event.detail.shouldSwap = false;
    heldBack = true;
  });
  /* What was told between the making of a talk and the moment when its page hears again was told to nobody. */
  document.addEventListener("htmx:load", event => { if (event.target.id === "talk") askAgain(); });
  /* News that was asked for before the step brings the talk anew once more: it would take away what is being typed. */
  document.addEventListener("htmx:oobBeforeSwap", event => {
    const { target, fragment } = event.detail, anew = fragment.querySelector?.("#talk")?.dataset, now = target.dataset;
    if (target.id !== "talk" || !anew || +anew.epoch > +now.epoch || anew.holder !== now.holder || anew.window !== now.window) return;
    event.detail.shouldSwap = false;
    askAgain();
  });
}

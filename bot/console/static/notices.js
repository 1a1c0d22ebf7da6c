/* A sound, and a notice on the desktop, for who newly waits and for cries for help; off until somebody allows it. */
const ON = "sportello-notices", KNOWN = "sportello-known:";
const button = document.querySelector("#notices");
let words = JSON.parse(document.body.dataset.script || "{}");
let audio;

const isOn = () => { try { return localStorage.getItem(ON) === "on"; } catch { return false; } };
function show() {
  if (!button) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", String(isOn()));
  button.textContent = isOn() ? words.notices_on : words.notices_off;
}
button?.addEventListener("click", async () => {
  localStorage.setItem(ON, isOn() ? "off" : "on");
  show();
  if (!isOn()) return;
  sound(false);
  if ("Notification" in window && Notification.permission === "default") await Notification.requestPermission();
  if ("Notification" in window && Notification.permission === "denied") button.title = words.notices_denied;
});
show();

function sound(isCrisis) {
  try {
    audio = audio || new AudioContext();
    audio.resume();
    const times = isCrisis ? [0, .25, .5] : [0];
    for (const at of times) {
      const tone = audio.createOscillator(), volume = audio.createGain(), start = audio.currentTime + at;
      tone.frequency.value = isCrisis ? 880 : 587;
      volume.gain.setValueAtTime(.0001, start);
      volume.gain.exponentialRampToValueAtTime(.25, start + .02);
      volume.gain.exponentialRampToValueAtTime(.0001, start + .22);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + .25);
    }
  } catch { /* no sound here: the page shows it */ }
}

function notice(title, tag, where) {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  // Never a citizen's word: a notice is seen by whoever passes by.
  const shown = new Notification(title, { body: words.notice_body, tag, silent: true });
  shown.onclick = () => { window.focus(); location.href = where; };
}

/* Each is told once, by one of the open tabs: what a tab writes down the others read a moment later, so not all may tell.
   A browser that knows no locks (or a page without https) goes by what is written down. */
let isTeller = !navigator.locks, latest = null;
navigator.locks?.request("sportello-notices", () => {
  isTeller = true;
  if (latest) tell(...latest);
  return new Promise(() => { /* until this tab is closed */ });
});

export function ring(...news) {
  latest = news;
  if (isTeller) tell(...news);
}

function tell(counts, said, user) {
  words = said;
  const name = KNOWN + user, now = { waits: counts.waits, cries: counts.cries };
  let known = null;
  try { known = JSON.parse(localStorage.getItem(name)); localStorage.setItem(name, JSON.stringify(now)); } catch { return; }
  if (!known || !isOn()) return;
  const cries = now.cries.filter(id => !known.cries.includes(id)), waits = now.waits.filter(id => !known.waits.includes(id));
  if (!cries.length && !waits.length) return;
  sound(cries.length > 0);
  if (cries.length) notice(said.new_crisis, "cry" + cries[0], "/console/chats?room=waiting");
  else notice(said.new_waiting, "wait" + waits[0], "/console/chats/" + waits[0]);
}

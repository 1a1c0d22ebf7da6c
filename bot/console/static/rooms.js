/* The list beside a talk that one has taken is the one in which it stands from then on. A search stays as it is. */
const one = selector => document.querySelector(selector);
let room = "";

export function follow(other) {
  const list = one("#rooms");
  if (!list || /[?&]q=[^&]/.test(list.getAttribute("hx-get"))) return;
  room = other;
  const place = new URL(location);
  place.searchParams.set("room", room);
  place.searchParams.delete("p");
  history.replaceState(null, "", place);
  one(".search [name=room]").value = room;
  htmx.trigger(list, "sse:lists");
}

document.addEventListener("htmx:configRequest", event => {
  if (event.detail.elt.id === "rooms" && room) event.detail.path = event.detail.path.replace(/room=\w+/, `room=${room}`).replace(/&p=\d+/, "");
});

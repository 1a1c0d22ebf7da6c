/* The day on paper. */
const button = document.querySelector("#print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

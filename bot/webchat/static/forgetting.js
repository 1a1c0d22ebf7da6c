// "Forget this chat": asks once, then the service forgets first and the page after it.

const $ = (id) => document.getElementById(id);

export function forgetting(api, { isWaiting, done, failed }) {
  const dialog = $("forgetting");
  $("forget").addEventListener("click", () => {
    $("forget-waiting").hidden = !isWaiting();
    // Safari before 15.4 knows no dialogs.
    if (!dialog.showModal) return window.confirm(dialog.querySelector("p").textContent) && forget();
    dialog.showModal();
    $("forget-no").focus();
  });
  $("forget-no").addEventListener("click", () => dialog.close());
  $("forget-yes").addEventListener("click", () => {
    dialog.close();
    forget();
  });

  async function forget() {
    try {
      if (api.isKnown) await api.forget();
      done();
    } catch (refusal) {
      if (refusal.status === 401) done();
      else failed();
    }
  }
}

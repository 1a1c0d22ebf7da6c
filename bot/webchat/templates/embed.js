// Put on a municipality's page: <script src="https://…/embed.js" data-comune="…" defer></script>
(() => {
  const script = document.currentScript;
  const comune = script && script.dataset.comune;
  if (!comune || window.sportelloChat) return;
  window.sportelloChat = true;
  const words = {{ words|tojson }};
  const home = new URL(".", script.src);
  const address = new URL("?comune=" + encodeURIComponent(comune) + "&in=frame", home);
  const style = `
    :host { all: initial }
    button { position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; min-height: 48px; padding: 12px 20px; border: 2px solid #fff;
      border-radius: 24px; background: #00573b; color: #fff; font: 600 16px/1.4 "Titillium Web", system-ui, sans-serif; cursor: pointer;
      box-shadow: 0 2px 12px rgb(0 0 0 / .35) }
    button:focus-visible { outline: 3px solid #17324d; outline-offset: 3px }
    button[aria-expanded=true] { display: none }
    iframe { position: fixed; right: 16px; bottom: 16px; z-index: 2147483001; width: 400px; height: min(680px, calc(100vh - 32px));
      border: 1px solid #5d7083; border-radius: 8px; background: #fff; box-shadow: 0 4px 24px rgb(0 0 0 / .35) }
    iframe[hidden] { display: none }
    @media (max-width: 480px) { iframe { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0 } }`;

  const host = document.createElement("sportello-chat");
  const root = host.attachShadow({ mode: "open" });
  try {
    // A sheet that is built, not written into the page: the page's own Content-Security-Policy has nothing against it.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Safari before 16.4 cannot build one.
    root.append(Object.assign(document.createElement("style"), { textContent: style }));
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = script.dataset.label || words.label;
  button.setAttribute("aria-expanded", "false");
  root.append(button);

  let frame = null;
  const open = () => {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.title = words.frame;
      frame.src = address.href;
      root.append(frame);
    }
    frame.hidden = false;
    button.setAttribute("aria-expanded", "true");
    frame.focus();
  };
  const close = () => {
    frame.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.focus();
  };
  button.addEventListener("click", open);
  window.addEventListener("message", (event) => {
    if (frame && event.source === frame.contentWindow && event.origin === home.origin && event.data === "sportello:close") close();
  });
  document.body.append(host);
})();

// A text with its addresses and telephone numbers made into links, by DOM nodes only: what somebody wrote is never HTML.

const ADDRESS = String.raw`https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]]`;
const MAIL = String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`;
const TELEPHONE = String.raw`(?:\+39[ .]?)?(?:0\d{1,3}[ .\/-]?|3\d{2}[ .\/-]?|80[03][ .-]?)\d[\d ]{3,10}\d`;
const SHORT = String.raw`(?:112|1522|114|19696|116117)`;
// The first group is what stands before; looking behind is unknown to older telephones.
const FOUND = new RegExp(String.raw`(^|[\s(«"•:])(?:(${ADDRESS})|(${MAIL})|(${TELEPHONE})(?![\d\w]))|(^|• |il |al |numero |l')(${SHORT})(?![\d\w/])`, "gim");
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 13;

export function linked(text) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const found of text.matchAll(FOUND)) {
    const [all, before = "", address, mail, telephone, beforeShort = "", short] = found;
    const href = hrefOf(address, mail, telephone, short);
    if (!href) continue;
    const start = found.index + before.length + beforeShort.length;
    fragment.append(text.slice(end, start), link(href, text.slice(start, found.index + all.length)));
    end = found.index + all.length;
  }
  fragment.append(text.slice(end));
  return fragment;
}

function hrefOf(address, mail, telephone, short) {
  if (address) return address;
  if (mail) return `mailto:${mail}`;
  if (short) return `tel:${short}`;
  const digits = telephone.replace(/\D/g, "").replace(/^39(?=0|3)/, telephone.startsWith("+") ? "" : "39");
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return null;
  return digits.startsWith("80") ? `tel:${digits}` : `tel:+39${digits}`;
}

function link(href, text) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = text;
  if (href.startsWith("http")) {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
  }
  return anchor;
}

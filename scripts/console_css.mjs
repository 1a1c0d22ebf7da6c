// The part of Bootstrap Italia that the console uses: its stylesheet without the rules that no template needs. Pictures and typefaces go too.
import { PurgeCSS } from "purgecss";
import postcss from "postcss";
import fs from "fs";
const base = new URL("../bot/console/", import.meta.url).pathname;
const [r] = await new PurgeCSS().purge({ content: [base + "templates/*.html"], css: [process.argv[2]], variables: true, keyframes: true, fontFace: true,
  blocklist: [/autocomplete/, /^\.(header|it-|navbar|dropdown|cookiebar|steppers|nav|callout|chip|avatar|video|carousel|timeline|rating|progress|toolbar|sidebar|modal|page-|input-)/] });
const root = postcss.parse(r.css);
root.walkAtRules("font-face", n => n.remove());
root.walkDecls(d => { if (/url\(/.test(d.value)) d.remove(); });
root.walkRules(n => { if (/(^|[\s,>])(\.(text|bg|primary|neutral|analogue|complementary)-)/.test(n.selector)) n.remove(); if (!n.nodes.length) n.remove(); });
root.walkAtRules(n => { if (n.nodes && !n.nodes.length) n.remove(); });
// variables that nothing uses any more
let css = root.toString(), changed = true;
while (changed) { changed = false; const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(m => m[1])); const t = postcss.parse(css); t.walkDecls(/^--/, d => { if (!used.has(d.prop)) { d.remove(); changed = true; } }); t.walkRules(n => { if (!n.nodes.length) n.remove(); }); css = t.toString(); }
fs.writeFileSync(base + "static/vendor/bootstrap-italia.css", css.replace(/^\uFEFF/, ""));
console.log(css.length);

/**
 * The page's style: system fonts, light and dark, cards instead of table rows on a phone, everything open on paper.
 * Where the script will page a long list, its later rows are not laid out before. Colours of text have a contrast of at least 4.5 to 1 on what is behind them.
 */

const LIGHT = `--back:#fff;--soft:#f4f5f7;--line:#d0d5dc;--text:#1b1f24;--dim:#57606a;--link:#0550ae;--mark:#ffe3a3;--bar:#4f6d9a;--bad:#a40e26;--good:#116329`;
const DARK = `--back:#14171c;--soft:#1e232b;--line:#3a424e;--text:#e6e9ed;--dim:#a3adb9;--link:#79b8ff;--mark:#5c4a12;--bar:#7d9ccc;--bad:#ff8a95;--good:#6fd487`;

export const STYLE: string = `
:root{color-scheme:light;${LIGHT}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${DARK}}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:90rem;padding:1rem;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
h1{font-size:1.6rem;margin:0}h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .3rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:.5rem 0;padding:0}
nav a{display:inline-block;padding:.25rem 0}
.dim{color:var(--dim)}
.notice{border-left:.3rem solid var(--bad);background:var(--soft);padding:.5rem .8rem}
.cards{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0;list-style:none}
.cards li{border:1px solid var(--line);border-radius:.4rem;padding:.4rem .8rem;min-width:7rem}
.cards b{display:block;font-size:1.5rem;line-height:1.2}
.tag{display:inline-block;border-radius:.3rem;padding:0 .45rem;font-size:.85rem;color:#fff;background:#495260;white-space:nowrap}
.tag.critical,.tag.hard-coded{background:#a40e26}.tag.high,.tag.fallback,.tag.overdue{background:#a84300}
.tag.moderate,.tag.undeclared{background:#765800}.tag.low,.tag.unused{background:#0b57a4}.tag.ok{background:#116329}
.controls{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.5rem 0}
.controls[hidden]{display:none}
.controls label{display:grid;font-size:.85rem;color:var(--dim)}
input,select,button{font:inherit;color:var(--text);background:var(--back);border:1px solid var(--line);border-radius:.3rem;padding:.3rem .5rem;min-height:2.2rem;max-width:100%}
button{cursor:pointer}button:disabled{color:var(--dim);cursor:default}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--dim);padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line)}
th{background:var(--soft);white-space:nowrap}
th button{border:0;background:none;padding:0;min-height:1.5rem;font-weight:bold}
th[aria-sort=ascending] button::after{content:" \\25B2"}th[aria-sort=descending] button::after{content:" \\25BC"}
td[data-label=Type],td[data-label=Rotation],td[data-label="Next due"]{white-space:nowrap}
td.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
summary{cursor:pointer}
details ul,details ol{margin:.3rem 0;padding-left:1.4rem}
code,pre{font:.9rem/1.5 ui-monospace,monospace}
pre{background:var(--soft);padding:.4rem .6rem;margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:var(--mark);color:inherit}
.bars td:first-child{width:40%}.bars td:nth-child(2){width:50%}
.bars span{display:inline-block}
.bars svg{display:block;width:100%;height:1rem}.bars rect{fill:var(--bar)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:0 2rem;align-items:start}
@media(max-width:44rem){
body{padding:.75rem}
.wide thead{position:absolute;left:-99rem}
.wide,.wide tbody,.wide tr,.wide td:first-child{display:block;width:auto}
.wide caption{display:block}
.wide tr{border:1px solid var(--line);border-radius:.4rem;margin-bottom:.6rem;padding:.3rem .2rem}
.wide tr[hidden]{display:none}
.wide td{display:inline-block;max-width:100%;border:0;padding:.15rem .5rem;text-align:left}
.wide td.number{text-align:left}
.wide td:empty{display:none}
.wide td[data-label]::before{content:attr(data-label) ": ";color:var(--dim)}
.bars td:first-child{width:42%}.bars td:nth-child(2){width:33%}
.bars caption{padding-top:.8rem}
}
@media(scripting:enabled){section[data-list]:not([data-ready]) tbody tr:nth-child(n+101){display:none}}
@media print{
:root{${LIGHT}}
.controls,nav,.skip,button.theme{display:none}
body{max-width:none;padding:0;font-size:9pt}
tr{break-inside:avoid}
.tag{color:#000;background:none;border:1px solid #000}
}
`;

import { createHash } from 'node:crypto';
import { SEVERITIES } from '../../model/finding.ts';
import { PRACTICES } from '../../model/practices.ts';
import { VERDICT_FILTERS, PROMISES } from './filters.ts';

const LOOKS = `
:root { color-scheme: light dark; --page: #fff; --text: #1c2024; --dim: #59636e; --edge: #d1d9e0; --raised: #f6f8fa; --link: #0550ae;
  --critical: #8e1a5e; --high: #b3261e; --medium: #8a5300; --low: #0f5f73; --info: #59636e; --pass: #1a7f37; --fail: #b3261e; --unknown: #8a5300; }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --text: #e6edf3; --dim: #9198a1; --edge: #3d444d; --raised: #161b22; --link: #79b8ff;
  --critical: #f692ce; --high: #ff8a80; --medium: #e3b341; --low: #6fd3e8; --info: #9198a1; --pass: #56d364; --fail: #ff8a80; --unknown: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; } h3 { display: inline; font-size: 1rem; margin: 0; }
a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; background: var(--page); padding: .5rem; }
.lead { font-size: 1.15rem; margin: .25rem 0; } .dim { color: var(--dim); }
code, pre { font: .875rem/1.5 ui-monospace, monospace; } code { overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--edge); border-radius: 6px; overflow-x: auto; padding: .5rem .75rem; } .caret { color: var(--fail); }
table { border-collapse: collapse; } th, td { border-bottom: 1px solid var(--edge); padding: .3rem .6rem; text-align: left; vertical-align: top; }
.number { text-align: right; font-variant-numeric: tabular-nums; } .bar svg { display: block; height: .75rem; width: 100%; min-width: 10rem; margin-top: .35rem; }
rect.pass { fill: var(--pass); } rect.fail { fill: var(--fail); } rect.unknown { fill: var(--unknown); } rect.accepted { fill: var(--dim); }
table { display: block; overflow-x: auto; } .filters { display: flex; flex-wrap: wrap; gap: .25rem .75rem; margin-bottom: 1rem; } .filters > :nth-last-child(-n+2) { flex-basis: 100%; }
fieldset { border: 1px solid var(--edge); border-radius: 6px; margin: 0; min-width: 0; padding: .3rem .75rem .5rem; } legend { font-weight: 600; padding: 0 .3rem; }
label { display: inline-block; margin-right: 1rem; }
.finding { border: 1px solid var(--edge); border-left: .3rem solid var(--info); border-radius: 6px; margin: .5rem 0; padding: .4rem .75rem; overflow-wrap: anywhere; }
.finding summary { cursor: pointer; } .finding:target { outline: 3px solid var(--link); } .fix { border-left: .2rem solid var(--pass); padding-left: .6rem; }
.badge { border: 1px solid; border-radius: 1rem; font-size: .75rem; font-weight: 700; margin-right: .4rem; padding: .05rem .5rem; text-transform: uppercase; }
.problem { border-left: .3rem solid var(--fail); padding-left: .75rem; }
@media print { body { max-width: none; padding: 0; } .filters, .skip { display: none; } .finding, tr { break-inside: avoid; } details::details-content { content-visibility: visible; } a { color: inherit; } }
`;

/** Filters are form controls that style sheets can ask for: the page needs no script. */
function filterRules(): string {
  const hidden = (control: string, shown: string): string => `body:has(#${control}:not(:checked)) .${shown} { display: none; }`;
  return [
    ...SEVERITIES.map((severity) => hidden(`show-${severity}`, `severity-${severity}`)),
    ...VERDICT_FILTERS.map(({ verdict }) => hidden(`show-${verdict}`, `verdict-${verdict}`)),
    ...PROMISES.map((promise) => hidden(`show-${promise}`, `promise-${promise}`)),
    ...PRACTICES.map(({ number }) => `body:has(#practice-${number}:checked) .finding:not(.practice-${number}) { display: none; }`),
    'body:has(#open-all:checked) .finding details::details-content { content-visibility: visible; }',
    ...SEVERITIES.map(
      (severity) =>
        `.severity-${severity} { border-left-color: var(--${severity}); } .severity-${severity} .badge { color: var(--${severity}); }`,
    ),
  ].join('\n');
}

/** The page's only style sheet: the same for every report. */
export const STYLE: string = `${LOOKS}${filterRules()}\n`;

/** What the page may load and run: this style sheet, and nothing else (W3C: Content Security Policy Level 3). */
export const CONTENT_SECURITY_POLICY: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

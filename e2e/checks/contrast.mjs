// Contrast of every ink on every ground it may stand on, in both themes, and how far verdict and chart colours stay apart
// under simulated colour blindness. The two copies of the dark theme must be equal. Ends with 1 on a failure.
import { readFileSync } from 'node:fs'

const css = readFileSync(new URL('../../src-renderer/kit/tokens.css', import.meta.url), 'utf8')

/** The colours of the first block that begins with a selector. */
function colours(selector) {
  const start = css.indexOf(selector)
  const open = css.indexOf('{', start)
  const found = css.slice(open, css.indexOf('}', open)).matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)
  return Object.fromEntries([...found].map(([, name, colour]) => [name, colour]))
}

const themes = { light: colours('\n:root {'), dark: colours('\n:root[data-theme="dark"]') }
const followed = colours(':root:not([data-theme="light"])')

const grounds = ['bg-pane', 'bg-frame', 'bg-sunken', 'bg-raised', 'bg-hover', 'bg-selected', 'bg-selected-idle']
const verdictGrounds = ['bg-pane', 'bg-frame', 'bg-sunken', 'bg-hover', 'bg-selected']
const verdicts = ['verified', 'failed', 'unverifiable', 'notoffered']
const charts = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `cat-${n}`)

/** Inks, grounds, and the least ratio: WCAG 2.2, 1.4.3 (4.5), 1.4.6 (7) and 1.4.11 (3). */
const wanted = [
  [['text-1'], [...grounds, 'mark-hit', 'diff-bg', 'diff-ok'], 7],
  [['text-2', 'text-3'], grounds, 4.5],
  [['text-link'], ['bg-pane', 'bg-frame', 'bg-sunken', 'bg-raised', 'bg-selected', 'accent-tint'], 4.5],
  [['on-accent'], ['accent', 'accent-hover'], 4.5],
  [['accent'], ['bg-pane', 'bg-frame', 'bg-sunken', 'bg-raised', 'bg-selected'], 4.5],
  [['focus'], ['bg-pane', 'bg-frame', 'bg-selected', 'bg-raised'], 3],
  [['line-control'], ['bg-pane', 'bg-field', 'bg-frame', 'bg-raised'], 3],
  ...verdicts.map((verdict) => [[verdict], [...verdictGrounds, `${verdict}-tint`], 4.5]),
  [['on-verdict'], verdicts, 4.5],
  [['sev-critical', 'sev-high', 'sev-medium', 'sev-low', 'sev-info'], ['bg-pane', 'bg-selected'], 4.5],
  [[...charts, 'verified-fill'], ['bg-pane'], 3],
]

const linear = (hex) =>
  [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))

function luminance(hex) {
  const [r, g, b] = linear(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Machado, Oliveira, Fernandes 2009, severity 1. */
const sights = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const f = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)

/** CIE L*a*b* (D65) of a colour as somebody with that sight sees it. */
function lab(hex, sight) {
  const colour = linear(hex)
  const seen = sight.map((row) => row.reduce((sum, weight, n) => sum + weight * colour[n], 0))
  const [r, g, b] = seen.map((channel) => Math.min(1, Math.max(0, channel)))
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const pairsOf = (names) => names.flatMap((one, n) => names.slice(n + 1).map((other) => [one, other]))

const failures = []
let checked = 0

function check(holds, sentence) {
  checked += 1
  if (!holds) failures.push(sentence)
}

/** Pairs that must stay apart, with their least distance in L*a*b*. */
const kept = [
  ...pairsOf(verdicts).map((pair) => [...pair, 12]),
  ...pairsOf(charts.slice(0, 5)).map((pair) => [...pair, 14]),
]

function checkContrast(theme, tokens, [inks, on, least]) {
  for (const [ink, ground] of inks.flatMap((one) => on.map((other) => [one, other]))) {
    const found = ratio(tokens[ink], tokens[ground])
    check(found >= least, `${theme}: --${ink} on --${ground} is ${found.toFixed(2)}, needs ${least}`)
  }
}

function checkSight(theme, tokens, [sight, matrix]) {
  for (const [one, other, least] of kept) {
    const there = lab(tokens[other], matrix)
    const found = Math.hypot(...lab(tokens[one], matrix).map((value, n) => value - there[n]))
    check(found >= least, `${theme}, ${sight}: --${one} and --${other} are ${found.toFixed(1)} apart, need ${least}`)
  }
}

for (const [theme, tokens] of Object.entries(themes)) {
  for (const one of wanted) checkContrast(theme, tokens, one)
  for (const one of Object.entries(sights)) checkSight(theme, tokens, one)
}
for (const [name, colour] of Object.entries(themes.dark))
  check(followed[name] === colour, `the dark copies differ in --${name}`)

for (const failure of failures) console.error(failure)
console.log(`contrast: ${checked} checked, ${failures.length} failed`)
process.exitCode = failures.length > 0 ? 1 : 0

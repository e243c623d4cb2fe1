import type { FailureKind } from '../../src-main/core/verify/check.ts'
import { count, counted } from '../kit/values.ts'

/** What kind of act leaves such a trace. A failure names a contradiction, never a person. */
const couldBe: Readonly<Record<FailureKind, string>> = {
  edited:
    'An edit by someone who could write the file after it was chained. A copying error seldom changes single bytes and keeps the line end.',
  removed:
    'A deletion by someone who could write the exported file. Not a copying error: those truncate or corrupt, they do not cut at line ends.',
  inserted: 'A line added after the chain was made, or two exports mixed into one file.',
  reordered: 'Lines sorted or moved after the chain was made, by hand or by a tool that sorts logs.',
  duplicated: 'A line copied within the file, by hand or by a tool that joined exports.',
  truncated: 'A copy that stopped early, a full disk, or a cut of the last lines.',
  forked: 'Two histories of the same log: one of them was continued from an older copy.',
  rechained: 'The chain was computed anew after a change, by someone who has the rule but not the key.',
  missing: 'A file left out of the export, or taken away afterwards.',
  'wrong-key': 'A signature by another key than the one expected, or over other bytes.',
  malformed: 'A file that was damaged, or written by a tool that does not keep to the format.',
}

/** What a break means, in plain words; the chain files were made at export, before the change. */
const explained: Readonly<Partial<Record<FailureKind, (file: string) => string>>> = {
  edited: (file) =>
    `The chain made at export holds another hash for this place of ${file}. The lines around it hold, so it was changed afterwards.`,
  removed: (file) =>
    `The chain made at export lists here what ${file} no longer holds. The lines around it are intact and in order, so whole lines were taken out afterwards.`,
  inserted: (file) =>
    `${file} holds here what the chain made at export does not know. The lines around it hold, so it was added afterwards.`,
  reordered: (file) =>
    `Lines of ${file} stand in another place than in the chain made at export. Their content is the same.`,
  duplicated: (file) => `The chain made at export holds this once, and ${file} holds it more than once.`,
  truncated: (file) => `The chain made at export goes on after the last line of ${file}: its end is missing.`,
}

interface At {
  readonly line: number
  readonly count: number
  readonly file: string
}

const lines = ({ line, count: n }: At): string =>
  n > 1 ? `Lines ${count(line)} to ${count(line + n - 1)}` : `Line ${count(line)}`
const were = ({ count: n }: At): string => (n > 1 ? 'were' : 'was')

/** Who was done what to, in one sentence. */
const headlines: Readonly<Partial<Record<FailureKind, (at: At) => string>>> = {
  edited: (at) => `${lines(at)} of ${at.file} ${were(at)} changed`,
  removed: (at) => `${lines(at)} of ${at.file} ${were(at)} removed`,
  truncated: (at) => `${lines(at)} of ${at.file} ${were(at)} cut off its end`,
  inserted: (at) => `${lines(at)} of ${at.file} ${were(at)} added`,
  duplicated: (at) => `${lines(at)} of ${at.file} ${were(at)} added a second time`,
  reordered: (at) => `${lines(at)} of ${at.file} ${at.count > 1 ? 'are' : 'is'} out of place`,
}

type ChainKind = 'beside' | 'within' | 'digests'
type LinkState = 'proven' | 'apart' | 'unproven' | 'edited' | 'removed' | 'inserted' | 'reordered' | 'absent'

const kinds: Readonly<Record<ChainKind, (n: number) => string>> = {
  beside: (n) => `${counted(n, 'link', 'links')}, SHA-256(previous ‖ line hash)`,
  within: (n) => `${counted(n, 'link', 'links')} within the records`,
  digests: (n) => `${counted(n, 'digest file', 'digest files')}, hour by hour`,
}

/** The chain along time and one place of it. */
export const chainText = {
  title: 'Chain along time',
  reading: 'Reading the chain',
  note: (kind: ChainKind, links: number): string => kinds[kind](links),
  headline: (kind: FailureKind | undefined, at: At): string | undefined => kind && headlines[kind]?.(at),
  explain: (kind: FailureKind | undefined, file: string): string | undefined => kind && explained[kind]?.(file),
  couldBe: (kind: FailureKind | undefined): string | undefined => kind && couldBe[kind],
  label: (breaks: number, silences: number): string =>
    `Chain along time: ${breaks === 0 ? 'no break' : counted(breaks, 'break', 'breaks')}, ${counted(silences, 'silence', 'silences')}. Arrows go from link to link, with Shift by a hundred; plus and minus zoom; square brackets go from break to break.`,
  place: (what: string, state: string, when: string): string => [what, state, when].filter(Boolean).join(', '),
  lineOf: (n: number, file: string): string => `line ${count(n)} of ${file}`,
  digestOf: (name: string): string => `digest ${name}`,
  breaks: (n: number): string => `${count(n)} breaks`,
  open: 'not proven',
  missing: 'missing',
  linksLabel: (first: string, last: string): string => `Links ${first} to ${last}`,
  states: {
    proven: 'proven',
    apart: 'holds, not tied',
    unproven: 'not proven',
    broken: 'broken',
    none: 'no data',
  },
  meanings: {
    proven: 'Every link holds and is tied to a signed head: nothing in it was changed, taken out or added.',
    apart: 'Every link holds, and nothing signed says that these links are the first made.',
    unproven: 'The links were not checked, or something that is needed to check them is missing.',
    broken: 'What stands here contradicts the chain.',
    none: 'No line of the bundle lies here.',
    silence: 'Nothing was written for much longer than is usual; the links on both sides hold together.',
  },
  linkStates: {
    proven: 'proven',
    apart: 'holds, not tied',
    unproven: 'not proven',
    edited: 'edited',
    removed: 'removed',
    inserted: 'inserted',
    reordered: 'out of place',
    absent: 'not here',
  } satisfies Record<LinkState, string>,
  noLine: 'no line in this file has the hash that the chain records here',
  neighbours: 'Records around it',
  columns: {
    line: 'Line',
    state: 'State',
    time: (zone: string, day: string): string => [`Time (${zone})`, day].filter(Boolean).join(', '),
    type: 'Type',
    actor: 'Actor',
    target: 'Path',
    hash: 'Line SHA-256',
    link: 'Link',
  },
  asStrip: 'Strip',
  asTable: 'Table',
  shownAs: 'Chain as',
  tableOf: 'The chain along time, as a table',
  tableFrom: (zone: string): string => `From (${zone})`,
  tableTo: 'To',
  tableLinks: 'Links',
  tableFile: 'Log',
  tableState: 'State',
  tableMeans: 'What it means',
  zoomIn: 'Zoom in (+)',
  zoomOut: 'Zoom out (-)',
  whole: 'Whole',
  wholeTip: 'All of the chain (0)',
  openTimeline: 'Open in timeline',
  expectedLine: 'expected, from its chain file',
  foundLine: 'found in the log',
  link: 'Link',
  followsFrom: (entry: number): string => `expected, follows from link ${count(entry)}`,
  reaches: 'Proof reaches',
  reach: (
    file: string,
    { held, all, tied }: { readonly held: number; readonly all: number; readonly tied: boolean },
  ): string =>
    `${count(held)} of ${counted(all, 'link', 'links')} of ${file} hold; ${tied ? 'they tie to the signed head' : 'nothing signed ties them'}.`,
  settledBeside: (file: string): string =>
    `The same file from whoever exported it, and who held ${file} between its export and its hand-over.`,
  folded: 'folded into its request; its own time stands in the original',
}

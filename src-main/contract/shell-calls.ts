import { z } from 'zod'
import { Named, Place } from './shapes.ts'

/** What a place is for, as `place.add` takes it. */
export const placeKinds = ['input', 'case', 'output', 'key'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** What is chosen, and so which native dialog asks. */
export const choices = [
  'files',
  'folder',
  'case-open',
  'case-new',
  'pack-open',
  'pack-save',
  'key-open',
  'key-save',
  'trust',
  'secret',
  'chain-rule',
  'profile-open',
  'profile-save',
  'report-save',
] as const
export type Choice = (typeof choices)[number]

const Nothing = z.object({})
const Places = z.object({ places: z.array(Named) })

/** A case opened before. `where` is the folder, shortened for people; `when` is milliseconds since 1970-01-01 UTC. */
const Recent = z.object({
  recent: z.string(),
  name: z.string(),
  title: z.string().optional(),
  where: z.string(),
  when: z.int(),
})

export const themes = ['light', 'dark', 'system'] as const

/** What a window may ask of the shell: dialogs, recent cases, the window itself. Same form as the engine's calls. */
export const shellCalls = {
  /** Empty when the user cancels. `suggest` is a file name, not a path. */
  'shell.choose': {
    input: z.object({ what: z.enum(choices), suggest: z.string().max(200).optional() }),
    output: Places,
  },
  /** Newest first. A case whose file is gone is still listed: opening it says so. */
  'shell.recent': { input: Nothing, output: z.object({ cases: z.array(Recent) }) },
  'shell.openRecent': { input: z.object({ recent: z.string() }), output: Named },
  'shell.forget': { input: z.object({ recent: z.string() }), output: Nothing },
  /** Puts an open case on top of the recent ones. */
  'shell.remember': {
    input: z.object({ place: Place, title: z.string().max(1000).optional() }),
    output: Nothing,
  },
  /** What the program was started with. Given once: asked again it is empty. */
  'shell.launch': {
    input: Nothing,
    output: z.object({ cases: z.array(Named), inputs: z.array(Named), packs: z.array(Named) }),
  },
  'shell.window': {
    input: z.object({
      do: z.enum(['minimise', 'maximise', 'close', 'theme-light', 'theme-dark', 'theme-system', 'print', 'show-item']),
      place: Place.optional(), // for show-item
    }),
    output: Nothing,
  },
  /**
   * Prints what the window shows for paper, with a line above and below every page: into a new PDF at `out`, else by the
   * system's own dialog.
   */
  'shell.print': {
    input: z.object({ out: Place.optional(), header: z.string().max(400), footer: z.string().max(400) }),
    output: Nothing,
  },
  'shell.about': {
    input: Nothing,
    output: z.object({
      version: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32', 'other']),
      theme: z.enum(themes),
      dark: z.boolean(),
      maximised: z.boolean(),
    }),
  },
} as const

/** A file or folder that the user chose: an opaque id, and its last name for people. Never a path. */
export type PlaceNamed = z.output<typeof Named>

export type ShellCallName = keyof typeof shellCalls
export type ShellAsk<N extends ShellCallName> = z.output<(typeof shellCalls)[N]['input']>
export type ShellAnswer<N extends ShellCallName> = z.output<(typeof shellCalls)[N]['output']>

/** What the shell tells the window without being asked; `engine.lost` and `engine.back` come over the engine's port. */
export const shellEvents = {
  /** A second start, or the desktop, opened files. */
  'shell.opened': shellCalls['shell.launch'].output,
  'shell.theme': z.object({ theme: z.enum(themes), dark: z.boolean() }),
  'shell.maximised': z.object({ maximised: z.boolean() }),
  'engine.lost': z.object({ again: z.boolean() }),
  'engine.back': Nothing,
} as const

export type ShellEventName = keyof typeof shellEvents
export type ShellEvent<N extends ShellEventName> = z.output<(typeof shellEvents)[N]>

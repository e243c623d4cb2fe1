import { randomUUID } from 'node:crypto'
import { basename, dirname, sep } from 'node:path'
import type { ShellAnswer } from '../contract/shell-calls.ts'
import type { Settings } from './settings.ts'

type Cases = Settings['cases']

/** Cases listed at most. */
const KEPT = 20

/** The case on top, under a fresh id where it is new. A title once known is kept until a new one is given. */
export function remember(cases: Cases, path: string, title: string | undefined, when: number): Cases {
  const before = cases.find((one) => one.path === path)
  const kept = title ?? before?.title
  const top = { id: before?.id ?? randomUUID(), path, when, ...(kept === undefined ? {} : { title: kept }) }
  return [top, ...cases.filter((one) => one.path !== path)].slice(0, KEPT)
}

/** For the window: ids and names; the folder shortened from the user's home. */
export function listed(cases: Cases, home: string): ShellAnswer<'shell.recent'>['cases'] {
  return cases.map(({ id, path, title, when }) => ({
    recent: id,
    name: basename(path),
    where: shorten(dirname(path), home),
    when,
    ...(title === undefined ? {} : { title }),
  }))
}

function shorten(folder: string, home: string): string {
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
}

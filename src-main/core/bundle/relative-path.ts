// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

const wrongs: ReadonlyArray<readonly [(path: string) => boolean, string]> = [
  [(path) => path === '', 'has no name'],
  [(path) => path.startsWith('/') || /^[A-Za-z]:/.test(path), 'is an absolute path'],
  [(path) => path.includes('\\'), 'holds a backslash'],
  [(path) => CONTROL.test(path), 'holds a control character'],
  [(path) => path.includes('\ufffd') || !path.isWellFormed(), 'is not valid UTF-8'],
  [(path) => path.split('/').includes('..'), 'climbs out of its folder'],
  [(path) => path.split('/').some((step) => step === '.' || step === ''), 'holds an empty step'],
]

/**
 * What makes a relative path unsafe or ambiguous, as the end of a sentence; undefined where nothing does.
 * A safe path has '/' between steps, no empty, '.' or '..' step, no drive, backslash or control character, and is valid UTF-8.
 */
export const wrongPath = (path: string): string | undefined => wrongs.find(([isWrong]) => isWrong(path))?.[1]

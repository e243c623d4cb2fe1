import { open } from 'node:fs/promises'
import { FaultError } from '../contract/fault.ts'
import { type Given, UsageError } from './arguments.ts'
import type { Session } from './session.ts'

const MOST_BYTES = 1024

/** The passphrase in a file: its whole text, without one line end. */
export async function readPassphraseFile(path: string): Promise<string> {
  const fault = (message: string): FaultError =>
    new FaultError('file-missing', { message, file: path, remedy: 'Name a file that holds the passphrase alone.' })
  const unreadable = (error: NodeJS.ErrnoException): never => {
    throw fault(`The passphrase file ${path} cannot be read (${error.code}).`)
  }
  const file = await open(path).catch(unreadable)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_BYTES + 3), 0, MOST_BYTES + 3).catch(unreadable)
    const text = buffer.toString('utf8', 0, bytesRead).replace(/\r?\n$/, '')
    if (text === '' || Buffer.byteLength(text) > MOST_BYTES)
      throw fault(`The passphrase file ${path} is ${text === '' ? 'empty' : `over ${MOST_BYTES} bytes long`}.`)
    return text
  } finally {
    await file.close()
  }
}

const noTerminal = (): UsageError =>
  new UsageError('The key needs a passphrase and there is no terminal to ask on.', 'Give --passphrase-file FILE.')

/** For a key that is locked: from the file named, else asked for. */
export async function openingPassphrase(session: Session, given: Given): Promise<string> {
  const file = given.text('passphrase-file')
  if (file !== undefined) return readPassphraseFile(file)
  const typed = await session.askPassphrase('Passphrase of the key: ')
  if (typed === undefined) throw noTerminal()
  return typed
}

/** For a new key: from the file named, else asked for twice. */
export async function newPassphrase(session: Session, given: Given): Promise<string> {
  const file = given.text('passphrase-file')
  if (file !== undefined) return readPassphraseFile(file)
  const typed = await session.askPassphrase('Passphrase for the new key: ')
  if (typed === undefined) throw noTerminal()
  if (typed === '') throw new UsageError('The passphrase is empty.', 'A key in clear needs --no-passphrase.')
  if ((await session.askPassphrase('The same again: ')) !== typed) throw new UsageError('The passphrases differ.')
  return typed
}

/** Reads one line from the terminal without showing it. */
export async function promptHidden(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process
  if (!stdin.isTTY || !stderr.isTTY) return undefined
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  try {
    return await readHidden(stdin)
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const ERASE = new Set(['\u007F', '\b'])

async function readHidden(stdin: NodeJS.ReadStream): Promise<string> {
  const typed: string[] = []
  return new Promise((resolve, reject) => {
    const onKeys = (keys: string): void => {
      for (const key of keys) {
        if (key === CTRL_C || key === '\r' || key === '\n' || key === CTRL_D) {
          stdin.off('data', onKeys)
          if (key === CTRL_C) reject(new FaultError('cancelled', 'Cancelled.'))
          else resolve(typed.join(''))
          return
        }
        if (ERASE.has(key)) typed.pop()
        else if (typed.length < MOST_BYTES) typed.push(key)
      }
    }
    stdin.on('data', onKeys)
    stdin.resume()
  })
}

/** The key to sign with, and its passphrase where it is locked. */
export async function unlocking(
  session: Session,
  given: Given,
  keyFile: string,
): Promise<{ readonly key: string; readonly passphrase?: string }> {
  const engine = session.engine()
  const key = await engine.place(keyFile, 'key')
  const { locked } = await engine.ask('key.show', { place: key })
  return locked ? { key, passphrase: await openingPassphrase(session, given) } : { key }
}

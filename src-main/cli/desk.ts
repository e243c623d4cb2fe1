import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly said: string
}

interface Running {
  /** Interrupts as soon as this is true. */
  interruptOnce(signal: NodeJS.Signals, when: () => boolean): void
  closeStdout(): void
}

interface How {
  readonly stdout?: number
  /** Called with the running program as soon as it has started. */
  readonly meanwhile?: (running: Running) => void
}

/** A folder in which the program is run as a user would, its temporary files beside. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'proofline-cli-'))

  constructor() {
    mkdirSync(this.at('tmp'))
  }

  at(name: string): string {
    return join(this.folder, name)
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  run(argv: readonly string[], { stdout, meanwhile }: How = {}): Promise<Ran> {
    const child = spawn(process.execPath, [program, ...argv], {
      cwd: this.folder,
      env: { ...process.env, TMPDIR: this.at('tmp'), PROOFLINE_LOG: this.at('engine.log') },
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    })
    let [out, said] = ['', '']
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
    meanwhile?.({
      interruptOnce: (signal, when) => {
        const look = setInterval(() => when() && child.kill(signal) && clearInterval(look), 10)
        child.on('close', () => clearInterval(look))
      },
      closeStdout: () => void child.stdout?.destroy(),
    })
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, out, said }))
    })
  }
}

/** The one document that `--json` printed. */
export const json = ({ out }: { readonly out: string }): unknown => JSON.parse(out)

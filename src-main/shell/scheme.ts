import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { fileOf, POLICY, SCHEME } from './window-files.ts'

/** Before the app is ready: a standard, secure scheme has an origin, so 'self' means something. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built window from `root`, and nothing else. */
export function serveWindow(session: Session, root: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    try {
      const file = request.method === 'GET' ? fileOf(root, request.url) : undefined
      if (!file) return refused()
      const headers = {
        'content-type': file.type,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      }
      return new Response(await readFile(file.path), { headers })
    } catch {
      return refused() // an undecodable URL, or a file that the build does not have
    }
  })
}

const refused = (): Response => new Response('Not found', { status: 404 })

import { extname, join, normalize, sep } from 'node:path'

/** The window's own scheme. */
export const SCHEME = 'proofline'

/** The window's only origin. */
export const ORIGIN = `${SCHEME}://app`
export const START = `${ORIGIN}/index.html`

/** Nothing from elsewhere, no inline script, no frames, no forms; `data:` images are icons that the build inlines. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** The file below `root` that a URL of our origin names; nothing where it leads outside or to an unknown type. */
export function fileOf(root: string, url: string): { path: string; type: string } | undefined {
  const { protocol, host, pathname } = new URL(url) // not `origin`: Node gives other schemes than the web's none
  if (`${protocol}//${host}` !== ORIGIN) return undefined
  const path = normalize(join(root, decodeURIComponent(pathname)))
  const type = TYPES[extname(path)]
  return path.startsWith(root + sep) && !path.includes('\0') && type ? { path, type } : undefined
}

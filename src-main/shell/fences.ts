import { app, type IpcMainEvent, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron'
import { ORIGIN } from './window-files.ts'

/** Copying a hash is all the window may do beyond drawing. */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

const ownUrl = (url: string): boolean => url.startsWith(`${ORIGIN}/`)

/** Chromium's own errands, which no user asked for: with no name resolved, none can leave. */
export function silenceChromium(): void {
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
  app.commandLine.appendSwitch('no-pings')
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

/** Every request but those for our own scheme is refused, every permission but writing the clipboard, every device. */
export function fenceSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const inlined = url.startsWith('data:image/')
    const tools = !app.isPackaged && url.startsWith('devtools:')
    answer({ cancel: !(ownUrl(url) || inlined || tools) })
  })
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(ALLOWED.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => ALLOWED.has(permission))
  session.setDevicePermissionHandler(() => false)
  // three times off: where it is only disabled, Chromium still tries to fetch the dictionary of the user's language
  session.setSpellCheckerDictionaryDownloadURL(`${ORIGIN}/`)
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
}

/** Holds for every web contents there will ever be: no navigation, no window, no guest. */
export function fenceContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** True where the message comes from the top document of our own window, still at our own origin. */
export function fromWindow(event: IpcMainEvent | IpcMainInvokeEvent, contents: WebContents | undefined): boolean {
  const { sender, senderFrame } = event
  return (
    contents !== undefined &&
    sender === contents &&
    senderFrame === contents.mainFrame &&
    ownUrl(senderFrame?.url ?? '')
  )
}

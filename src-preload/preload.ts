import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../src-main/contract/bridge.ts'
import { DROP, EVENT, PORT, READY, SHELL, SHELL_PREFIX } from '../src-main/contract/channels.ts'
import { connect, isEvent, type Listener, listen, type Port, type Wire } from '../src-main/contract/wire.ts'

/** Listeners of the shell's events; those of the engine hang on the wire. */
const shellListeners = new Map<string, Set<Listener>>()

/** Keeps the questions of this document apart from those of one that was reloaded: 2^20 questions each. */
const firstId = (Math.floor(Math.random() * 2 ** 31) + 1) * 2 ** 20

ipcRenderer.on(EVENT, (_event, message: unknown) => {
  if (!isEvent(message)) return
  for (const listener of shellListeners.get(message.event) ?? []) listener(message.payload)
})

/**
 * The shell answers `READY` with the port to the engine. Where a document is reloaded at once, the answer to the one before can come to this
 * one: nobody listens at that port any more, so it is left.
 */
const wire: Promise<Wire> = new Promise((resolve) => {
  ipcRenderer.on(PORT, (event, asker: unknown) => {
    const [port] = event.ports
    if (port && asker === firstId) resolve(connect(portOf(port), 'window', firstId))
  })
  ipcRenderer.send(READY, firstId)
})

function portOf(port: MessagePort): Port {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data))
      port.start()
    },
  }
}

function onEngine(event: string, listener: Listener): () => void {
  let off: (() => void) | undefined
  let wanted = true
  void wire.then((it) => {
    if (wanted) off = it.on(event, listener)
  })
  return () => {
    wanted = false
    off?.()
  }
}

const isFile = (value: object): value is File => value instanceof File

const bridge: Bridge = {
  call: async (name, ask) =>
    name.startsWith(SHELL_PREFIX) ? ipcRenderer.invoke(SHELL, { name, ask }) : (await wire).call(name, ask),
  on: (event, listener) =>
    event.startsWith(SHELL_PREFIX) ? listen(shellListeners, event, listener) : onEngine(event, listener),
  drop: (files) =>
    ipcRenderer.invoke(
      DROP,
      files.filter(isFile).map((file) => webUtils.getPathForFile(file)),
    ),
}

contextBridge.exposeInMainWorld('proofline', bridge)

import { readAddress } from '../filter/net.ts'

/** Where a call came from: an address without its port, and the port, -1 where none is given. */
export interface Peer {
  ip: string
  port: number
}

const BRACKETED = /^\[([0-9A-Fa-f:.%]{2,60})\](?::(\d{1,5}))?$/
const WITH_PORT = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}):(\d{1,5})$/
const MOST_PORT = 65_535

/**
 * Reads `1.2.3.4`, `1.2.3.4:5678`, `2001:db8::1` or `[2001:db8::1]:5678` into `into`, the address as the source wrote it. False,
 * and nothing is changed, for whatever is no address (a service's name, a network, a masked value).
 */
export function readPeer(text: string, into: Peer): boolean {
  const parted = WITH_PORT.exec(text) ?? BRACKETED.exec(text)
  const ip = parted?.[1] ?? text
  if (readAddress(ip) === undefined) return false
  const port = parted?.[2] === undefined ? -1 : Number(parted[2])
  into.ip = ip
  into.port = port <= MOST_PORT ? port : -1
  return true
}

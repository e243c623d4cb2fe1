import { readAddress } from '../filter/net.ts'
import { before } from './before.ts'
import { groupOf } from './group-of.ts'

/** Where an act came from: an address, and the port that stood behind it (-1: none). */
export interface Origin {
  readonly ip: string
  readonly port: number
}

const NONE: Origin = { ip: '', port: -1 }

/** True for an IPv4 or IPv6 address and nothing else. */
export const isIp = (text: string): boolean => readAddress(text) !== undefined

/**
 * The address in a text that sources call one: IPv4 or IPv6, also in brackets or with a port behind it, the first of a list; '' where the
 * text is something else (a service's name, a host's name, a masked address).
 */
export function readOrigin(text: string): Origin {
  const first = text.includes(',') ? before(text, ',').trim() : text
  if (isIp(first)) return { ip: first, port: -1 }
  const bracketed = /^\[([^\]]{2,60})\](?::(\d{1,5}))?$/.exec(first)
  if (bracketed) return withPort(groupOf(bracketed, 1), bracketed[2])
  const parted = /^([\d.]{7,15}):(\d{1,5})$/.exec(first)
  return parted ? withPort(groupOf(parted, 1), parted[2]) : NONE
}

function withPort(ip: string, port: string | undefined): Origin {
  if (!isIp(ip)) return NONE
  const number = port === undefined ? -1 : Number(port)
  return { ip, port: number <= 65_535 ? number : -1 }
}

import { jsonFormat } from '../../entry/json-format.ts'
import { feedOf, readObject } from './read.ts'

/** 1Password Events API: item usages, sign-in attempts and audit events, as pages and lines (1Password: "Events API reference"). */
export const onePassword = jsonFormat({
  id: '1password',
  title: '1Password events',
  integrity: [],
  blindSpots: [
    'Items and vaults are named by ids alone: a list of names must come from the customer.',
    'An item that a person opens in a client without a connection is not told until it connects, if at all.',
    'Pages are read by a cursor: a page that is missing leaves no trace, one that was read twice repeats its events.',
    'Which fields of an item were read is not told.',
  ],
  isShaped: (object) => feedOf(object) !== undefined,
  shape: 'uuid and timestamp, and the members of one of the three feeds are there',
  readObject,
  secret: (path) => (/(?:^|\.)(?:type|category)$/.test(path) ? 'show' : undefined),
})

import type { CheckText } from './check-text.ts'

/** What needs no cryptography and is told beside a proof. */
export const recordChecks: Readonly<Record<string, CheckText>> = {
  'pair.response': {
    name: 'Requests without response',
    means: 'A request has no response here: a rotation, a crash, or missing lines.',
    settles: 'The files before and after, and those of the other audit devices.',
  },
  'pair.request': {
    name: 'Responses without request',
    means: 'A response has no request here: a rotation, a crash, or missing lines.',
    settles: 'The files before and after, and those of the other audit devices.',
  },
  'pair.start': {
    name: 'A response at the start',
    means: 'The log begins with a response whose request stands in an earlier file.',
    settles: 'The file before.',
  },
  'record.identity': {
    name: 'Records with one id',
    means: 'One id stands for two different events.',
    settles: 'The source’s own record of that id.',
  },
  'record.duplicate': {
    name: 'Duplicates',
    means: 'Lines tell of an event told before: several devices, or overlapping files.',
    settles: 'Nothing, where the copies are alike; they were counted once.',
  },
  'time.order': {
    name: 'Order of lines',
    means: 'Lines are earlier than the one before: within a second this is the order of writing.',
    settles: 'How the source writes its log.',
  },
  'time.clock': {
    name: 'Clock',
    means: 'The clock stepped back by more than a minute.',
    settles: 'The time service of that machine.',
  },
  'time.doubled': {
    name: 'Doubled hour',
    means: 'The clock of the zone showed these local times twice; the earlier is taken.',
    settles: 'The same log with offsets, or another log of that night.',
  },
  'time.silence': {
    name: 'Silence',
    means: 'For much longer than is usual nothing was written.',
    settles: 'Whether the source was in use then, or its logging switched off.',
  },
  'salt.change': {
    name: 'Salts of hashed values',
    means: 'From a line on no token has a hash seen before: the audit device was made anew.',
    settles: 'The change ticket for that audit device.',
  },
  'log.hole': {
    name: 'Holes of NUL bytes',
    means: 'NUL bytes stand before a record: the file was emptied while it was written.',
    settles: 'The rotation settings of that log.',
  },
  'log.cut': {
    name: 'Lines cut off',
    means: 'The last line cannot be read: the file may be cut.',
    settles: 'The file, copied again from its source.',
  },
  'value.masked': {
    name: 'Values masked',
    means: 'Lines hold values that do not belong in a log; they are shown masked, and the originals keep them.',
    settles: 'The owner of the source, who should change what was leaked.',
  },
  'sequence.skipped': {
    name: 'Numbers skipped',
    means: 'The source skipped numbers; the links hold across them.',
    settles: 'How the source gives its numbers.',
  },
  'sequence.gap': {
    name: 'Gaps in the numbers',
    means: 'Numbers are missing between records: they were not exported, or removed.',
    settles: 'The records of these numbers, from the source.',
  },
  'sequence.repeat': {
    name: 'Numbers given twice',
    means: 'One number stands for several records.',
    settles: 'How the source gives its numbers.',
  },
  'sequence.time': {
    name: 'Numbers against time',
    means: 'Numbers rise while times fall.',
    settles: 'The clock of the source at that time.',
  },
  'sequence.absent': {
    name: 'Records without number',
    means: 'Records lack the number that the others have.',
    settles: 'How the source gives its numbers.',
  },
  'devices.disagree': {
    name: 'Devices that disagree',
    means: 'Of two audit devices one holds what the other lacks at the same time.',
    settles: 'The complete files of both devices.',
  },
  'device.switched': {
    name: 'Audit device switched',
    means: 'An audit device was switched off and on: in between it wrote nothing.',
    settles: 'The change ticket, and the files of the other devices.',
  },
  'export.cap': {
    name: 'A probable export limit',
    means: 'The export ends at a round number or within a second: it was probably cut there.',
    settles: 'The same export in smaller periods.',
  },
  'export.row': {
    name: 'The row of the export',
    means: 'An export of this source should hold a row that tells of itself.',
    settles: 'The export, made again.',
  },
  'period.outside': {
    name: 'Records outside their file',
    means: 'Records lie outside of the time that their file’s name or content states.',
    settles: 'How the source cuts its files.',
  },
  'clock.offset': {
    name: 'Clocks of two sources',
    means: 'Events that both sources saw show how far their clocks are apart.',
    settles: 'The time service of both machines.',
  },
}

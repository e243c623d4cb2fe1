import type { CheckText } from './check-text.ts'

/** Digests, chains, bundles and the case itself. */
export const fileChecks: Readonly<Record<string, CheckText>> = {
  'digest.file': {
    name: 'File digests',
    means: 'Each log is compared with the digest that was stated for it when it was exported.',
    settles: 'The file as the exporter holds it, or its digest told by another way.',
  },
  'digest.tag': {
    name: 'Tag manifest',
    means: 'The manifests, declarations and chains are compared with the digests of the signed tag manifest.',
    settles: 'The bundle as it was exported.',
  },
  'digest.signature': {
    name: 'Signature',
    means:
      'A signature over the digests says who stated them; without it whoever changed a file could have changed its digest.',
    settles: 'The signature, and the key or certificate of the signer, vouched for by someone you can name.',
  },
  'file.records': {
    name: 'Records of the files',
    means: 'Files were checked as files, and no record in them was looked at.',
    settles: 'A format or profile that reads them.',
  },
  'digest.form': {
    name: 'Form of the digests',
    means: 'A file that should state digests could not be read as one.',
    settles: 'The same file, copied again from where it was made.',
  },
  'digest.key': {
    name: 'List of public keys',
    means: 'The list of keys that came with the digests could not be used.',
    settles: 'The answer of aws cloudtrail list-public-keys, from the account itself.',
  },
  'digest.list': {
    name: 'List of digests',
    means: 'A list states the digests of files; it does not say who wrote it.',
    settles: 'The files that it names, or a list with SHA-256.',
  },
  'digest.summary': {
    name: 'Digests counted',
    means: 'All digest files and logs are counted by how far they are proved.',
    settles: 'What the findings beside it name.',
  },
  'chain.link': {
    name: 'Chain between lines',
    means: 'Each line or entry is tied to the one before it by a hash: a change shows at its place.',
    settles: 'The log and its chain as they were first written.',
  },
  'chain.end': {
    name: 'End of the chain',
    means: 'A chain alone cannot show that its end was cut or made anew.',
    settles: 'A signed head: how many entries the log had, and the hash of the last.',
  },
  'chain.start': {
    name: 'Start of the chain',
    means: 'The chain should begin with its first entry; what stood before cannot be seen.',
    settles: 'The entries before, or a signed head that states the hash it starts from.',
  },
  'chain.gap': {
    name: 'Gap in the chain',
    means: 'Between two parts of the chain there are hours for which nothing is stated.',
    settles: 'The change ticket, or the events by which logging was switched off and on.',
  },
  'chain.span': {
    name: 'Reach of the chain',
    means: 'How much time the digests cover; that newer ones were made no chain can show.',
    settles: 'A list of the bucket, or the period under audit.',
  },
  'chain.rule': {
    name: 'Rule of the chain',
    means: 'The way in which the entries are hashed must be known to check them.',
    settles: 'The rule by which the source chains its records, as a JSON file.',
  },
  'chain.prefix': {
    name: 'Before the chain',
    means: 'Lines stand before the chain, and no hash covers them.',
    settles: 'The chain from its first entry on.',
  },
  'chain.reach': {
    name: 'Parts that hold',
    means: 'Beside what broke, these parts of the chain hold among themselves.',
    settles: 'What the breaks beside it name.',
  },
  'chain.separator': {
    name: 'Separators in values',
    means: 'A value holds the sign that parts the fields, so that two contents have one hash.',
    settles: 'The records as the source holds them.',
  },
  'chain.uncovered': {
    name: 'Fields no hash covers',
    means: 'Some fields are outside of the hash and could be changed unseen.',
    settles: 'The records as the source holds them, or a rule that covers all fields.',
  },
  'chain.anchor': {
    name: 'Head stated elsewhere',
    means: 'What a signed head states is compared with the entry it speaks of.',
    settles: 'The head as it was signed, and the key of its signer.',
  },
  'anchor.signature': {
    name: 'Signature of the head',
    means: 'A head counts only where the key that signed it is trusted.',
    settles: 'The public key of whoever signs the heads, confirmed by another way.',
  },
  'sum.day': {
    name: 'Sums of the days',
    means: 'Each day is compared with the sum that was written when it ended.',
    settles: 'The file of that day, and its sum, from the manager that wrote them.',
  },
  'sum.chain': {
    name: 'Chain of the days',
    means: 'Each day’s sum is tied to the one of the day before.',
    settles: 'The sums of the days before and after, from the manager that wrote them.',
  },
  'ledger.digest': {
    name: 'Digest of the ledger',
    means: 'The digest of a ledger must follow from its blocks.',
    settles: 'The digest, fetched from the ledger’s keeper again.',
  },
  'bundle.form': {
    name: 'Form of the bundle',
    means: 'The bundle must have the files that its format requires.',
    settles: 'The bundle, exported again.',
  },
  'bundle.count': {
    name: 'Declared counts',
    means: 'How many files and lines there are is compared with what was declared at export.',
    settles: 'The files that are missing, or the declaration as it was made.',
  },
  'bundle.period': {
    name: 'Declared period',
    means: 'No record should lie outside of the time that the export declares.',
    settles: 'The query by which it was exported.',
  },
  'bag.form': {
    name: 'Form of the bag',
    means: 'A bag (RFC 8493) must be declared and its tag files be readable.',
    settles: 'The bag, made again where it came from.',
  },
  'file.missing': {
    name: 'Missing files',
    means: 'A file that is named is not here; whether it was deleted or left out cannot be seen.',
    settles: 'The file itself; if its owner no longer has it, it was deleted.',
  },
  'file.unlisted': {
    name: 'Files outside the lists',
    means: 'A file lies here that no list names: nothing proves it.',
    settles: 'A list, signed by its maker, that names it.',
  },
  'file.moved': {
    name: 'Moved files',
    means: 'A file lies elsewhere, or under another name, than it states itself.',
    settles: 'The listing of the place it came from.',
  },
  'source.proof': {
    name: 'Proof of the source',
    means: 'The source writes no number, chain or signature into its log, so nothing can be proved or disproved.',
    settles: 'The same log as an open bundle, made where it is exported.',
  },
  'proof.reach': {
    name: 'Reach of the proofs',
    means: 'Which of the logs the proofs of the same import speak of.',
    settles: 'A digest, signature or chain that names the log.',
  },
  'proof.limit': {
    name: 'Proof too large',
    means: 'The proof is larger than what Proofline reads, so it was not checked.',
    settles: 'The proof itself, checked with the tool that made it.',
  },
  'proof.unsupported': {
    name: 'Proof not supported',
    means: 'The form of this proof is known and cannot be checked here.',
    settles: 'The tool of its maker.',
  },
  'case.originals': {
    name: 'Originals kept in the case',
    means: 'The lines kept in the case must have the digests taken at import.',
    settles: 'The received files, imported into a new case.',
  },
  'case.scrubbed': {
    name: 'Scrubbed originals',
    means:
      'What a log leaked was overwritten on request, so these lines cannot be held against their digests from the case alone.',
    settles: 'The file as received, whose digest the case keeps.',
  },
  'case.lines': {
    name: 'Lines kept in the case',
    means: 'The lines kept in the case must be those of the files.',
    settles: 'The received files, imported into a new case.',
  },
  'case.files': {
    name: 'Files kept in the case',
    means: 'The files kept in the case must be those that were imported.',
    settles: 'The received files, imported into a new case.',
  },
  'case.records': {
    name: 'Records against their lines',
    means: 'Every record must be what its original line gives when it is read again.',
    settles: 'The received files, imported into a new case.',
  },
  'case.columns': {
    name: 'Columns against records',
    means: 'What questions are answered from must be what the records give.',
    settles: 'The received files, imported into a new case.',
  },
  'case.custody': {
    name: 'Custody chain',
    means: 'Every act on the case is tied to the one before it.',
    settles: 'A copy of the case from before, or its custody head noted elsewhere.',
  },
}

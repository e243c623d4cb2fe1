import type { CheckText } from './check-text.ts'

/** Signatures, time-stamps, containers and Merkle logs. */
export const signatureChecks: Readonly<Record<string, CheckText>> = {
  'signature.minisign': {
    name: 'minisign signature',
    means: 'A minisign signature says who vouches for the file.',
    settles: 'The signer’s minisign public key.',
  },
  'signature.openpgp': {
    name: 'OpenPGP signature',
    means: 'An OpenPGP signature says who vouches for the file.',
    settles: 'The signer’s OpenPGP public key, its fingerprint compared.',
  },
  'signature.sshsig': {
    name: 'SSH signature',
    means: 'An SSH signature says who vouches for the file.',
    settles: 'The signer’s line of allowed signers.',
  },
  'signature.jws': {
    name: 'JWS signature',
    means: 'A JSON Web Signature says who vouches for the content.',
    settles: 'The signer’s public key or JSON Web Key.',
  },
  'signature.dsse': {
    name: 'DSSE envelope',
    means: 'The envelope says who vouches for the statement inside.',
    settles: 'The signer’s public key.',
  },
  'signature.raw': {
    name: 'Bare signature',
    means: 'A bare signature value fits a file and a key, and names neither.',
    settles: 'The public key that made it.',
  },
  'signature.unread': {
    name: 'Signature that was not read',
    means: 'A file bears the name of a signature and is empty, damaged, or in no form that is known here.',
    settles: 'The signature as it was made, from whoever signed.',
  },
  'signature.cms': {
    name: 'CMS signature',
    means: 'A CMS signature says who vouches for the file, by certificate.',
    settles: 'The certificate of the signer’s authority, and its revocation list.',
  },
  'signature.note': {
    name: 'Signed note',
    means: 'Signatures below a note say which logs and witnesses vouch for it.',
    settles: 'The verifier key of the log.',
  },
  'signature.sigstore': {
    name: 'Sigstore bundle',
    means: 'The bundle ties a signature to an identity and to a public log.',
    settles: 'The trusted root of that Sigstore, and the identity expected.',
  },
  'statement.subject': {
    name: 'Subjects of the statement',
    means: 'The files that a signed statement names must have the digests it states.',
    settles: 'The files as they were when the statement was made.',
  },
  'time.stamp': {
    name: 'Time-stamp',
    means: 'A time-stamp shows that the file existed at a time, by the word of an authority.',
    settles: 'The certificate of the time-stamping authority.',
  },
  'container.form': {
    name: 'Form of the container',
    means: 'An ASiC container must have the form that its standard asks for.',
    settles: 'The container, fetched from its maker again.',
  },
  'container.signature': {
    name: 'Signature in the container',
    means: 'The signature in the container says who vouches for the files that it names.',
    settles: 'The certificate of the signer’s authority.',
  },
  'container.timestamp': {
    name: 'Time-stamp in the container',
    means: 'The time-stamp in the container shows that its files existed at a time.',
    settles: 'The certificate of the time-stamping authority.',
  },
  'container.file': {
    name: 'Files in the container',
    means: 'Each file of the container is compared with the digest that was signed.',
    settles: 'The container, fetched from its maker again.',
  },
  'container.content': {
    name: 'What was read out of it',
    means:
      'What a proof is over is kept as it was received and opened once more: the texts read out of it must be those that stand in it.',
    settles: 'The same files unpacked, each with a signature or a digest of its own.',
  },
  'container.covered': {
    name: 'Files no signature covers',
    means: 'A file lies in the container that no signature names.',
    settles: 'The word of the signer that it belongs there.',
  },
  'office.form': {
    name: 'Form of the document',
    means: 'The document must have the form that its signature speaks of.',
    settles: 'The document, fetched from its maker again.',
  },
  'office.signature': {
    name: 'Signature of the document',
    means: 'The signature in the document says who vouches for it.',
    settles: 'The certificate of the signer’s authority.',
  },
  'office.part': {
    name: 'Parts of the document',
    means: 'Each part of the document is compared with the digest that was signed.',
    settles: 'The document, fetched from its maker again.',
  },
  'office.covered': {
    name: 'Parts no signature covers',
    means: 'A part of the document is outside of what was signed and may have been added later.',
    settles: 'The word of the signer that it belongs there.',
  },
  'merkle.inclusion': {
    name: 'Inclusion in the log',
    means: 'A path of hashes shows that the entry stands in the log under its head.',
    settles: 'The signed head of the log, and the proof that the log gives for the entry.',
  },
  'merkle.consistency': {
    name: 'Consistency of the log',
    means: 'A later head of the log must go on from the earlier one.',
    settles: 'The proof that the log gives for the two heads.',
  },
  'merkle.root': {
    name: 'Root of the log',
    means: 'The root that the head states must follow from the entries.',
    settles: 'All entries of the log up to that head.',
  },
  'checkpoint.fork': {
    name: 'Two heads of one log',
    means: 'One log signed two heads that cannot both be true.',
    settles: 'The operator of the log, and its witnesses.',
  },
}

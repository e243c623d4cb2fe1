/** An identity of Sigstore is trusted like a key. SQLite changes the check of a column only with its table. */
export const sigstoreIdentity = `
CREATE TABLE trusted_key_next (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN
                ('x509', 'spki', 'ssh', 'openpgp', 'minisign', 'jwk', 'note', 'sigstore-root', 'sigstore-identity', 'cloudtrail')),
  name        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  material    TEXT NOT NULL,
  who         TEXT NOT NULL,
  how         TEXT NOT NULL,
  added_us    INTEGER NOT NULL,
  removed_us  INTEGER
) STRICT;
INSERT INTO trusted_key_next SELECT id, kind, name, fingerprint, material, who, how, added_us, removed_us FROM trusted_key;
DROP TABLE trusted_key;
ALTER TABLE trusted_key_next RENAME TO trusted_key;
`

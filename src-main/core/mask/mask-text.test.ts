import { expect, test } from 'vitest'
import { isMasked, maskText } from './mask-text.ts'

const mask = (kind: string) => `[masked:${kind}:00000000]`
const b62 = 'Ab3dEf6hIj9lMn2pQr5tUv8x'

test.each([
  ['vault-token', `token hvs.CAESI${b62} used`],
  ['vault-token', `hvb.${b62}${b62}`],
  ['vault-token', `hvr.${b62}`],
  ['vault-token', `hvs.${b62}.k9Yo1`],
  ['vault-token', `auth/token/lookup/s.${b62}`],
  ['vault-token', `s.${b62}.ns1ab`],
  ['vault-token', `b.AAAAAQ${b62}_-`],
  ['jwt', `Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl`],
  ['aws-secret-key', 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['aws-secret-key', '"secretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"'],
  ['aws-session-token', 'token IQoJb3JpZ2luX2VjEExampleExampleExample= used'],
  ['private-key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
  ['private-key', '-----BEGIN PRIVATE KEY-----\\nMIIE cut off here'],
  ['github-token', `ghp_${b62}${b62}`],
  ['github-token', `github_pat_11ABC_${b62}`],
  ['slack-token', ['xoxb', '123456789012', b62].join('-')],
  ['stripe-key', `sk_live_${b62}`],
  ['gcp-key', `AIza${b62}01234567890`],
  ['gcp-token', `ya29.${b62}`],
  ['sas-signature', `https://a.blob.core.windows.net/b/c?sv=2021-12-02&sp=r&sig=${b62}%3D`],
  [
    'azure-key',
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${b62}${b62}==;EndpointSuffix=core.windows.net`,
  ],
  ['azure-secret', `client_secret=abc8Q~${b62}0123456789`],
  ['url-password', 'postgres://vault:hunter2@db.internal:5432/x'],
  ['password', 'GET /login?user=a&password=hunter2&x=1'],
  ['password', 'https://host/x?client_secret=hunter2#top'],
  ['password', 'mysqldump --password=hunter2 orders'],
  ['password', 'DB_PASSWORD="hunter2" failed'],
  ['password', 'login with pwd=hunter2, refused'],
  ['password', `password='of several words hunter2' refused`],
  ['password', 'mysql -u root -phunter2 orders'],
  ['password', "mysql -h db -p'of several words hunter2' orders"],
  ['password', '/usr/bin/mysqldump --single-transaction -uroot -phunter2 orders > x.sql'],
  ['password', 'mariadb-dump.exe -phunter2'],
  ['password', '-uroot -phunter2'],
  ['password', 'client -u root -phunter2'],
  ['password', '7z a -phunter2 out.7z dir'],
  ['password', 'sshpass -phunter2 ssh host'],
  ['password', 'sshpass -p hunter2 ssh host'],
  ['password', '--password hunter2'],
  ['password', 'vault login -method=userpass username=a --password  "hunter2 and more"'],
  ['password', 'kubectl create --docker-password hunter2 --docker-server r'],
  ['password', 'keytool -list -storepass hunter2'],
  ['password', 'tool --api-token hunter2'],
  ['password', 'openssl rsa -in k.pem -passin pass:hunter2'],
  ['password', 'curl -u app:hunter2 https://host/x?a=1&b=2'],
  ['password', 'curl -sS "https://host/x?a=1&b=2" -u "app:hunter2"'],
  ['password', 'curl -uapp:hunter2 https://host'],
  ['password', 'curl --user app:hunter2 https://host'],
  ['password', 'curl --proxy-user=app:hunter2 https://host'],
  ['password', 'PGPASSWORD=hunter2 psql -h db'],
  ['password', 'env VAULT_TOKEN=hunter2 vault read x'],
  ['password', "ANSIBLE_BECOME_PASS='hunter2 and more' ansible"],
  ['password', 'kubectl --token=hunter2 get pods'],
  ['password', 'https://host/x?secret=hunter2&a=b'],
  ['password', 'body {"user":"a","password":"hunter2"}'],
  ['password', 'body {\\"password\\": \\"hunter2\\"}'],
  ['token', 'curl -H "X-Vault-Token: hunter2" https://host'],
  ['password', "CREATE USER a IDENTIFIED BY 'hunter2'"],
  ['password', 'docker login -u a -p hunter2 registry'],
  ['password', 'redis-cli -h cache -a hunter2 ping'],
  ['password', 'ldapsearch -x -D cn=a -w hunter2 -b dc=x'],
  ['password', 'az login -u a -p hunter2 --tenant t'],
  ['password', 'mongosh -u a -p hunter2 db'],
  ['password', 'plink.exe -ssh a@host -pw hunter2 ls'],
  ['password', 'C:\\tools\\PsExec64.exe \\\\host -u a -p hunter2 cmd'],
  ['password', 'xfreerdp /v:host /u:a /p:hunter2'],
  ['password', 'cmdkey /add:host /user:a /pass:hunter2'],
  ['password', 'sqlplus app/hunter2@db @scripts/run.sql'],
  ['password', 'sqlplus -s -L "app/hunter2"'],
  ['password', 'expdp userid=app/hunter2 directory=d'],
  ['password', 'net user bob hunter2 /add'],
  ['password', 'NET1.EXE USER bob "hunter2 and more"'],
  ['password', 'cmd /c "net user bob hunter2"'],
  ['password', 'echo hunter2 | passwd --stdin bob'],
  ['password', "echo -n 'hunter2 and more' | sudo passwd --stdin bob"],
  ['password', 'echo "bob:hunter2" | sudo chpasswd'],
  ['basic-credential', 'Authorization: Basic aHVudGVyOmh1bnRlcjI='],
])('%s is replaced in: %s', (kind, text) => {
  const shown = maskText(text, mask)
  expect(shown.masked).toEqual([kind])
  expect(shown.text).toContain(`[masked:${kind}:00000000]`)
  expect(shown.text).not.toMatch(/Ab3dEf6h|hunter2|aHVu|MIIE|wJal|IQoJ|eyJ/)
})

test.each([
  'secret/data/production/db-password',
  'hmac-sha256:e19c4406aa07bde19c4406aa07bde19c4406aa07bde19c4406aa07bde19c4406',
  '3707ec86-22ec-1604-d211-452239e601bc',
  'https://vault.example.test:8200/v1/sys/health',
  'mails.example.test',
  's.short',
  'python-requests/2.31.0',
  'keyjson and eyJ alone',
  'key AKIAIOSFODNN7EXAMPLE in use',
  'secret_access_key was rotated',
  'design=Ab3dEf6hIj9l&sig=short',
  'AccountKey=short and 8Q~ alone',
  'password=hmac-sha256:e19c4406aa07bde1 and password=*** and password=null',
  'password= and passwords=many, Basic authentication',
  'the password was changed; key=value; monkey=banana',
  'ssh://git@example.test/path:with@sign',
  'GET /x?next_token=abc&page-token=def&secretary=a',
  'OLDPWD=/home/a COMPASS=north',
  'VAULT_TOKEN=hmac-sha256:e19c4406 and --token=***',
  '{"password":"hmac-sha256:e19c4406","passwords":["a"],"password_policy":"x"}',
  '{"password":"","password":null}',
  'the header X-Vault-Token was sent; x-request-id: 7',
  'users are IDENTIFIED BY name',
  'docker run -p 8080:80 nginx',
  'docker run -p8080:80 mysql:8 -v a:b',
  'docker run -u 1000:1000 -p8080:80 nginx',
  'docker exec mysql -p8080:80',
  'mysql -u root -p orders',
  'mysql -u root -p',
  'mysql -h db -P3306 orders',
  'mysql -u root -p*** orders',
  'docker run mysql -path /x -print',
  'find / -user root -print -path /x -perm 600',
  'ps -u root -p1234',
  'rsync -u src -path',
  'mkdir -p /var/lib/mysql',
  'mkdir -pv /var/lib',
  'ssh -p2222 host and ssh -p 2222 host',
  'psql --username app --no-password orders',
  'tool --password-file /run/x --password-stdin --token-ttl 5m',
  'tool --password --user a',
  'tool --password',
  'ansible-playbook --ask-pass site.yml and mysql --skip-password orders',
  'tool --password **** --password [masked:password:00000000]',
  'tool -passwordless yes --passport x1 --secret prod/db --keyfile a',
  'curl -u app: https://host and curl -u app https://host',
  'curl --user-agent x:y https://host:8080/a',
  'chown -u app:group file',
  'openssl rsa -passin file:/run/x -passout stdin',
  'sqlplus / as sysdba @/u01/scripts/a.sql and sqlplus /nolog',
  'sqlplus -s @scripts/run.sql and sqlplus app@db',
  'net user bob /domain and net user bob * /add',
  'the net user growth was 5, a net user',
  'net use z: /user:bob',
  'echo hello | tee x; passwd bob',
  'echo a:b | cut -d: -f1; chpasswd < file',
  'mongodump --db a -p',
  'mongosh -p --host a',
  'docker run --name mongo -p 27017:27017 -d x',
  'plink -ssh host -pgp /x',
  'copy a /pub: and http:/p:',
  '-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----',
  '',
])('stays as it is: %s', (text) => {
  expect(maskText(text, mask)).toEqual({ text, masked: [] })
})

test('the user of a URL stays, the password goes, and masking again changes nothing', () => {
  const once = maskText('mysql://app:p%40ss:word@db/x', mask)
  expect(once.text).toBe('mysql://app:[masked:url-password:00000000]@db/x')
  expect(maskText(once.text, mask)).toEqual({ text: once.text, masked: [] })
})

test('several values in one text are each named', () => {
  expect(maskText(`hvs.${b62} and s.${b62} and IQoJb3JpZ2luX2VjEExampleExample`, mask).masked).toEqual([
    'vault-token',
    'vault-token',
    'aws-session-token',
  ])
})

test('a replacement is known by its whole form only', () => {
  expect(isMasked('[masked:value:0a1b2c3d]')).toBe(true)
  expect(isMasked('[masked:value:0a1b2c3d] hvs.')).toBe(false)
  expect(isMasked('[masked:value:0A1B2C3D]')).toBe(false)
})

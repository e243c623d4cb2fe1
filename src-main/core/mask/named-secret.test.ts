import { expect, test } from 'vitest'
import { namedSecret } from './named-secret.ts'

const b64 = 'q8ZkT2vXw9RbL4nMsP7cJd1F'
const hex = '9f86d081884c7d659a2feaa0c55ad015'

test.each([
  ['password', 'hunter2'],
  ['password', 'letmein'],
  ['smtp_password', 'correct horse battery staple'],
  ['adminPassword', '12345678'],
  ['PASSWORD2', 'q'],
  ['userpassword', 'summer'],
  ['senha', 'verao2024'],
  ['pin', '4711'],
  ['otp', '339201'],
  ['new password', `https://example.test/?p=${b64}`],
  ['passphrase', '3707ec86-22ec-1604-d211-452239e601bc'],
  ['secret', b64],
  ['client_secret', `${b64}~_x`],
  ['secretKey', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['token', hex],
  ['sessionToken', hex + hex],
  ['twilio_auth_token', hex],
  ['access_token', `${b64}.${b64}`],
  ['api-key', `live-${b64}`],
  ['APIKey', 'zqxwvkjhgfdsrtpmnb'],
  ['apikey', hex],
  ['x-api-key', b64.toLowerCase()],
  ['zwave_network_key', hex],
  ['connectionString', `Server=db;User=sa;Key=${b64}`],
  ['Authorization', `Bearer ${b64}`],
  ['authorization', 'Basic YTpi'],
  ['Set-Cookie', `sid=${b64}; Path=/; HttpOnly`],
  ['token', `see ${b64}`],
  ['token', `https://example.test/cb?code=${b64}`],
])('hidden under %s: %s', (name, value) => {
  expect(namedSecret(name, value)).toBe('value')
})

test.each([
  ['password', ''],
  ['password', '********'],
  ['masterUserPassword', '****'],
  ['passwordResetRequired', 'true'],
  ['password', 'false'],
  ['password', '[masked:value:0a1b2c3d]'],
  ['password', `hmac-sha256:${hex}${hex}`],
  ['keyMaterial', '<sensitiveDataRemoved>'],
  ['PasswordUpdated', 'ConsolePassword1'],
  ['minimumPasswordLength', '14'],
  ['passwordLastChanged', '2025-03-14T02:34:07Z'],
  ['secret', 'prod/db-password'],
  ['secret', '2025-03-14 02:34:07'],
  ['secretId', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbC4eF'],
  ['SecretARN', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbC4eF'],
  ['secret', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbC4eF'],
  ['secretVersion', `projects/123456789012/secrets/db/versions/7`],
  ['secret', 'projects/123456789012/secrets/db-main/versions/17'],
  ['secretName', `x-${hex}`],
  ['credential', 'AKIAIOSFODNN7EXAMPLE'],
  ['accessKeyId', 'AKIAIOSFODNN7EXAMPLE'],
  ['accesskeyid', hex],
  ['credentialProvider', 'MANAGED_IDENTITY'],
  ['credential', 'DefaultAzureCredentialProviderChain'],
  ['clientCredentialType', 'clientAssertion'],
  ['incomingTokenType', 'primaryRefreshToken'],
  ['uniqueTokenIdentifier', b64],
  ['requestApiTokenId', b64],
  ['token', '3707ec86-22ec-1604-d211-452239e601bc'],
  ['token', '42'],
  ['token', 'nora.lind@example.org'],
  ['token', 'https://login.example.test/realms/shop/protocol'],
  ['nextToken', b64],
  ['page_token', b64],
  ['clientRequestToken', b64],
  ['hashed_token', `${b64}=`],
  ['tokenHash', hex],
  ['token_policies', 'deploy-prod'],
  ['token', 'system:serviceaccount:kube-system:token-cleaner'],
  ['keyFingerprint', '3f:9a:77:a9:4a:bb:9a:1a:c9:25'],
  ['secret', 'sha256:9f86d081884c7d659a2feaa0c55ad015'],
  ['sSHPublicKey', `ssh-ed25519 ${b64}`],
  ['publicKey', b64],
  ['key', b64],
  ['name', b64],
  ['authorization.k8s.io/decision', 'allow'],
  ['authorization.k8s.io/reason', 'RBAC: allowed by ClusterRoleBinding "system:node-x7f9k2m4"'],
  ['secret', 'Secret viewed by an administrator'],
  ['cookie', 'aaaaaaaaaaaaaa1'],
  ['compass', 'north12345'],
  ['spinning', 'wheel12345'],
])('shown under %s: %s', (name, value) => {
  expect(namedSecret(name, value)).toBeUndefined()
})

test('long names and values are walked through once', () => {
  expect(namedSecret('password'.repeat(50_000), 'xxxx'.repeat(100_000))).toBeUndefined()
  expect(namedSecret('token', 'aB3'.repeat(100_000))).toBeUndefined()
  expect(namedSecret('token', `${'a.'.repeat(100_000)}${b64}`)).toBe('value')
})

import fc from 'fast-check'
import t from 'tap'
import {
  hashOf,
  includesScope,
  isSecretOf,
  keyText,
  makeKey,
  readKey,
  withoutKeys
} from '../../src/keys/key.ts'
import { stateOf } from '../../src/keys/state.ts'

t.test('a key is 256 random bits behind a prefix and an id, and is read back', async (t) => {
  const keys = Array.from({ length: 1_000 }, makeKey)
  for (const key of keys) {
    t.match(keyText(key), /^corridor_[0-9a-f]{16}_[0-9a-f]{64}$/)
    t.same(readKey(keyText(key)), key)
  }
  t.equal(new Set(keys.map(({ secret }) => secret)).size, 1_000)
  t.equal(new Set(keys.map(({ id }) => id)).size, 1_000)
})

t.test('nothing else is a key', async (t) => {
  const text = keyText(makeKey())
  const wrong = [
    '',
    'corridor',
    text.slice(1),
    text.slice(0, -1),
    `${text}0`,
    text.toUpperCase(),
    `${text}\n`,
    ` ${text}`,
    text.replace('_', '-')
  ]
  for (const one of wrong) t.equal(readKey(one), null, one)
})

t.test('a secret is known by its hash, and only that one', async (t) => {
  const { secret } = makeKey()
  t.equal(
    hashOf('a'),
    'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    'SHA-256'
  )
  t.equal(isSecretOf(hashOf(secret), secret), true)
  t.equal(isSecretOf(hashOf(makeKey().secret), secret), false)
  t.equal(isSecretOf(undefined, secret), false)
  for (const broken of ['', 'hash', hashOf(secret).slice(2), `${hashOf(secret)}00`])
    t.equal(isSecretOf(broken, secret), false, broken)
  fc.assert(
    fc.property(fc.nat(63), fc.constantFrom(...'0123456789abcdef'), (position, digit) => {
      const other = secret.slice(0, position) + digit + secret.slice(position + 1)
      return isSecretOf(hashOf(secret), other) === (other === secret)
    })
  )
})

t.test('what is written anywhere loses its secret, and nothing else does', async (t) => {
  const { id, secret } = makeKey()
  const text = keyText({ id, secret })
  const hidden = `corridor_${id}_…`
  t.equal(withoutKeys(`GET /v1/x?key=${text}&a=1`), `GET /v1/x?key=${hidden}&a=1`)
  t.equal(withoutKeys(`{"a":"${text}","b":"${text}"}`), `{"a":"${hidden}","b":"${hidden}"}`)
  for (const form of [
    text.toUpperCase(),
    text.replaceAll('_', '%5F'),
    text.slice(0, -20),
    `${text}abc`
  ]) {
    t.notOk(withoutKeys(`x ${form} y`).toLowerCase().includes(secret.slice(0, 8)), form)
    t.match(withoutKeys(`x ${form} y`), /^x corridor.*… y$/i)
  }
  // Any character of an address may come percent-encoded.
  const encoded = (part: string) =>
    [...part].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('')
  for (const form of [
    text.replace('c', '%63'),
    encoded(text),
    text.replace(secret, encoded(secret).toUpperCase()),
    `x_${secret}`,
    text.replaceAll('_', '%255F'),
    text.replaceAll('_', '-').slice(0, -2)
  ])
    t.notOk(
      decodeURIComponent(withoutKeys(`GET /v1/${form}?a=1`))
        .toLowerCase()
        .includes(secret.slice(0, 8)),
      form
    )
  const other =
    'postgres://corridor@db/corridor_metrics_production corridor_revision corridor_test_4711_2'
  t.equal(withoutKeys(other), other)
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      (before, after) => !withoutKeys(`${before}${text}${after}`).includes(secret)
    )
  )
})

t.test('whoever may administer may import, and nobody the other way round', async (t) => {
  t.same(
    [
      includesScope('import', 'import'),
      includesScope('admin', 'admin'),
      includesScope('admin', 'import')
    ],
    [true, true, true]
  )
  t.equal(includesScope('import', 'admin'), false)
})

t.test('a key ends at its very moment, and what is revoked is revoked first', async (t) => {
  const now = Date.parse('2026-11-23T00:00:00Z')
  const state = (expires: string | null, revoked: string | null = null) =>
    stateOf({ expires, revoked }, now)
  t.equal(state(null), 'active')
  t.equal(state('2026-11-23T00:00:00.001Z'), 'active')
  t.equal(state('2026-11-23T00:00:00.000Z'), 'expired')
  t.equal(state('2026-11-22T23:59:59Z'), 'expired')
  t.equal(state('2026-11-22T00:00:00Z', '2026-11-21T00:00:00Z'), 'revoked')
  t.equal(state(null, '2026-11-24T00:00:00Z'), 'revoked')
})

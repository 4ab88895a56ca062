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
import { testEvery } from '../helpers/test-every.ts'

testEvery(
  'a key is 256 random bits behind a prefix and an id, and is read back',
  async (_t, every) => {
    const keys = Array.from({ length: 1_000 }, makeKey)
    for (const key of keys) {
      every.match(keyText(key), /^corridor_[0-9a-f]{16}_[0-9a-f]{64}$/)
      every.same(readKey(keyText(key)), key)
    }
    every.equal(new Set(keys.map(({ secret }) => secret)).size, 1_000)
    every.equal(new Set(keys.map(({ id }) => id)).size, 1_000)
  }
)

testEvery('nothing else is a key', async (_t, every) => {
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
  for (const one of wrong) every.equal(readKey(one), null, one)
})

testEvery('a secret is known by its hash, and only that one', async (_t, every) => {
  const { secret } = makeKey()
  every.equal(
    hashOf('a'),
    'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    'SHA-256'
  )
  every.equal(isSecretOf(hashOf(secret), secret), true)
  every.equal(isSecretOf(hashOf(makeKey().secret), secret), false)
  every.equal(isSecretOf(undefined, secret), false)
  for (const broken of ['', 'hash', hashOf(secret).slice(2), `${hashOf(secret)}00`])
    every.equal(isSecretOf(broken, secret), false, broken)
  fc.assert(
    fc.property(fc.nat(63), fc.constantFrom(...'0123456789abcdef'), (position, digit) => {
      const other = secret.slice(0, position) + digit + secret.slice(position + 1)
      return isSecretOf(hashOf(secret), other) === (other === secret)
    })
  )
})

testEvery('what is written anywhere loses its secret, and nothing else does', async (_t, every) => {
  const { id, secret } = makeKey()
  const text = keyText({ id, secret })
  const hidden = `corridor_${id}_…`
  every.equal(withoutKeys(`GET /v1/x?key=${text}&a=1`), `GET /v1/x?key=${hidden}&a=1`)
  every.equal(withoutKeys(`{"a":"${text}","b":"${text}"}`), `{"a":"${hidden}","b":"${hidden}"}`)
  for (const form of [
    text.toUpperCase(),
    text.replaceAll('_', '%5F'),
    text.slice(0, -20),
    `${text}abc`
  ]) {
    every.notOk(withoutKeys(`x ${form} y`).toLowerCase().includes(secret.slice(0, 8)), form)
    every.match(withoutKeys(`x ${form} y`), /^x corridor.*… y$/i)
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
    every.notOk(
      decodeURIComponent(withoutKeys(`GET /v1/${form}?a=1`))
        .toLowerCase()
        .includes(secret.slice(0, 8)),
      form
    )
  const other =
    'postgres://corridor@db/corridor_metrics_production corridor_revision corridor_test_4711_2'
  every.equal(withoutKeys(other), other)
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

import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { buildTestApp } from '../helpers/app.ts'

t.test('200 with what clients can rely on', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, headers, body } = await app.inject('/policy')
  t.same([statusCode, headers['content-type']], [200, 'text/html; charset=utf-8'])
  for (const word of ['Deprecation', 'Sunset', 'at least a year', 'A wrong figure', 'A weakness'])
    t.match(body, word)
  t.match(body, 'who has not named an address here')
})

for (const [contact, link, described] of [
  ['data@example.org', 'mailto:data@example.org', { email: 'data@example.org' }],
  ['https://example.org/wrong', 'https://example.org/wrong', { url: 'https://example.org/wrong' }]
] as const) {
  t.test(`the address to report to: ${contact}`, async (t) => {
    const { app } = await buildTestApp(t, { settings: { CONTACT: contact } })
    t.match((await app.inject('/policy')).body, `<a href="${link}">${contact}</a>`)
    t.same((await app.inject('/openapi.json')).json().info.contact, {
      name: 'Where to report a wrong figure',
      ...described
    })
  })
}

t.test('addresses that cannot be used', async (t) => {
  for (const contact of ['somebody', 'javascript:alert(1)', 'a@b@c', 'ftp://example.org'])
    t.throws(() => readConfig({ CONTACT: contact }, 'no-file'), { name: 'ConfigError' }, contact)
})

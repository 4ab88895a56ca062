// Citations of figure checks: the address answers the same, and the note says what was found.
import t from 'tap'
import EXAMPLES from '../../src/figure-checks/citation-examples.json' with { type: 'json' }
import { buildTestApp } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'

const QUESTION = 'metric=goods_trade&subject=PAK&period=2023&partner=KAZ&stated=%24400%20million'

t.test('200 in each style, as the document shows it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const [style, shown] of Object.entries(EXAMPLES)) {
    const { statusCode, body } = await app.inject(`/v1/check/citation?${QUESTION}&style=${style}`)
    t.equal(statusCode, 200, style)
    t.same(typeof shown === 'string' ? body : JSON.parse(body), shown, style)
  }
})

t.test('its address names ids and the revision, and answers', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const named = 'metric=goods_trade&subject=Pakistan&partner=kz&period=FY2024&value=5'
  const [item] = (await app.inject(`/v1/check/citation?${named}&style=csl-json`)).json()
  t.equal(
    item.URL,
    'http://localhost:3000/v1/check?metric=goods_trade&subject=PAK&partner=KAZ&' +
      'period=2023-07-01/P1Y&value=5&as_of=1'
  )
  const { data, meta } = (await app.inject(item.URL.replace('http://localhost:3000', ''))).json()
  t.equal(data.stated.text, '5')
  t.equal(
    meta.citation,
    'Corridor Metrics, 2026-11-23, figure check of “5”, goods_trade PAK KAZ 2023-07-01/P1Y: ' +
      `${data.verdict}, revision 1`
  )
})

t.test('400 for what cannot be checked, as the check itself answers', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const response = await app.inject(
    '/v1/check/citation?metric=goods_trade&subject=PAK&partner=KAZ&period=2023'
  )
  expectProblem(t, response, 'invalid_parameter', {
    errors: [response.json().errors[0]]
  })
})

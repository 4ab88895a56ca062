// Swagger UI is tried in a browser by `npm run test:browser`. This holds what it is given.
import t from 'tap'
import { TAGS } from '../../src/http/openapi.ts'
import { openFirstTags } from '../../src/http/swagger-ui.ts'
import { buildTestApp } from '../helpers/app.ts'

type Parameter = { name: string; description: string; schema: object }

/** Which tags are open if Swagger UI was told nothing of them, with this text in the filter. */
function openWith(filter: string | boolean): string[] {
  const { isShown } = openFirstTags().statePlugins.layout.wrapSelectors
  const shown = isShown((_thing, isOpen) => isOpen === true, {
    layoutSelectors: { currentFilter: () => filter }
  })
  return Object.keys(TAGS).filter((tag) => shown({}, ['operations-tag', tag], false))
}

t.test('the first tags are open, and all that a filter finds', async (t) => {
  t.same(openWith(true), Object.keys(TAGS).slice(0, 7))
  t.same(openWith(''), Object.keys(TAGS).slice(0, 7))
  t.same(openWith('history'), Object.keys(TAGS))
})

t.test('what is no tag is open if Swagger UI says so', async (t) => {
  const { isShown } = openFirstTags().statePlugins.layout.wrapSelectors
  const asked: unknown[] = []
  const shown = isShown(
    (thing, isOpen) => {
      asked.push([thing, isOpen])
      return false
    },
    { layoutSelectors: { currentFilter: () => true } }
  )
  shown({}, ['operations', 'metrics', 'getMetric'], true)
  shown({}, 'info')
  t.same(asked, [
    [['operations', 'metrics', 'getMetric'], true],
    ['info', undefined]
  ])
})

t.test('the document of Swagger UI tells the examples that it does not fill in', async (t) => {
  const { app } = await buildTestApp(t)
  const { components } = (await app.inject('/docs/json')).json()
  const parameters: Parameter[] = Object.values(components.parameters)
  const described = (name: string) =>
    parameters.filter((one) => one.name === name).map(({ description }) => description)
  t.match(described('between'), [/ For example `PAK`, `KAZ`\.$/])
  t.match(described('country'), [/ For example `PAK`\.$/, / For example `PAK`\.$/])
  for (const name of ['limit', 'bound', 'total', 'kind'])
    for (const description of described(name)) t.notMatch(description, 'For example', name)
  const plain = (await app.inject('/openapi.json')).json().components.parameters
  t.notMatch(JSON.stringify(plain), 'For example `')
})

t.test('a phone is told to show the page as wide as itself', async (t) => {
  const { app } = await buildTestApp(t)
  for (const page of ['/docs', '/docs/'])
    t.match(
      (await app.inject(page)).body,
      '<head>\n      <meta name="viewport" content="width=device-width, initial-scale=1">',
      page
    )
})

// Over 50 random imports, walks that begin at any time miss no event and tell none twice, whatever
// is imported while they go on; and so does a reader who polls.
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { LIMITS } from '../../src/feeds/lead-queries.ts'
import type { Position } from '../../src/feeds/positions.ts'
import { readFeed } from '../../src/feeds/queries.ts'
import type { Question } from '../../src/feeds/question.ts'
import type { JsonFeed } from '../../src/feeds/schemas.ts'
import { buildTestApp } from '../helpers/app.ts'
import { runs, seedOr } from '../helpers/random.ts'
import { type Asked, EMPTY, type Expected, eventsBetween, isAsked, readState } from './model.ts'
import { importSome, METRICS, PLACES, prepareWorld, randomFrom } from './random-imports.ts'

/** All of them are made by `npm run test:all`. */
const IMPORTS = runs(12, 50)
const SEED = seedOr(20_261_130)

const QUESTIONS: Asked[] = [
  { metric: ['goods_trade'] },
  { country: ['PAK'] },
  { metric: METRICS, country: PLACES },
  { metric: ['goods_exports', 'students'], country: ['UZB'] },
  { metric: ['goods_trade'], country: ['KAZ'], event: ['conflict', 'conflict_resolved'] },
  { country: ['KAZ', 'UZB'], event: ['correction'] },
  { country: ['PAK'], event: ['claim', 'projection', 'withdrawal'] },
  { country: ['PAK'], event: ['assessment', 'forecast_overtaken'] }
]
const KINDS = [
  'claim',
  'projection',
  'correction',
  'withdrawal',
  'conflict',
  'conflict_resolved',
  'assessment',
  'forecast_overtaken'
]

type Walk = { asked: Asked; began: number; next: string | undefined; told: string[] }

t.test(`${IMPORTS} random imports, seed ${SEED}`, async (t) => {
  const { app, store } = await buildTestApp(t)
  const random = randomFrom(SEED)
  await prepareWorld(store)
  const expected: Expected[] = []
  const walks: Walk[] = []
  const readers = QUESTIONS.map((asked) => ({ asked, known: new Set<string>() }))
  let state = EMPTY
  for (let made = 0, index = 0; made < IMPORTS; index += 1) {
    if (!(await importSome(store, random, index))) continue
    made += 1
    const after = await readState(store)
    expected.push(...eventsBetween(state, after))
    state = after
    const asked = QUESTIONS[made % QUESTIONS.length] as Asked
    walks.push({ asked, began: state.revision, next: addressOf(asked, 1 + random(9)), told: [] })
    // Some walks go on by a page after each import, others seldom.
    for (const walk of walks) if (random(3) === 0) await goOn(app, walk)
    for (const reader of readers) if (random(4) === 0) await poll(t, app, reader)
  }
  for (const walk of walks) {
    while (walk.next) await goOn(app, walk)
    const wanted = expected.filter((one) => isAsked(one, walk.asked))
    const atStart = wanted.filter(({ revision }) => revision <= walk.began)
    const begun = wanted.filter(({ key }) => walk.told.includes(key))
    newestFirst(t, walk.told)
    sameKeys(t, walk.told, begun, `walk from ${walk.began} of ${JSON.stringify(walk.asked)}`)
    const missed = atStart.filter(({ key }) => !walk.told.includes(key))
    t.same(missed, [], 'nothing is missed that was there when the walk began')
  }
  for (const reader of readers) {
    await poll(t, app, reader)
    const wanted = expected.filter((one) => isAsked(one, reader.asked))
    sameKeys(t, [...reader.known], wanted, `reader of ${JSON.stringify(reader.asked)}`)
  }
  for (const kind of IMPORTS < 50 ? [] : KINDS) {
    const count = expected.filter((one) => one.kind === kind).length
    t.ok(count > 1, `${kind}: ${count} events`)
  }

  await t.test('the same where rows are many and walked, a few at a time', async (t) => {
    for (const asked of QUESTIONS) {
      const wanted = expected.filter((one) => isAsked(one, asked))
      for (const limits of [{ few: 0, passed: 3 }, { few: 5, passed: 40 }, LIMITS]) {
        const told: string[] = []
        let after: Position | undefined
        do {
          const page = await store.snapshot((snapshot) =>
            readFeed(snapshot, asked as Question, { after, limit: 4 }, limits)
          )
          told.push(
            ...page.events.map(
              ({ type, id, kind, revision }) => `${type} ${id} ${kind} ${revision}`
            )
          )
          after = page.next
        } while (after)
        newestFirst(t, told)
        sameKeys(t, told, wanted, `${JSON.stringify(asked)} with ${JSON.stringify(limits)}`)
      }
    }
  })
})

function addressOf(asked: Asked, limit: number): string {
  const query = Object.entries(asked).map(([name, values]) => `${name}=${values.join()}`)
  return `/v1/feed.json?${query.join('&')}&limit=${limit}`
}

async function goOn(app: FastifyInstance, walk: Walk): Promise<void> {
  if (!walk.next) return
  const { items, next_url } = await read(app, walk.next)
  walk.told.push(...items.map(keyOf))
  walk.next = next_url
}

async function read(app: FastifyInstance, url: string): Promise<JsonFeed> {
  const response = await app.inject(url)
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.body}`)
  return response.json()
}

/** Reads from the first page on, until an entry that the reader knows. */
async function poll(
  t: Test,
  app: FastifyInstance,
  { asked, known }: { asked: Asked; known: Set<string> }
): Promise<void> {
  const fresh: string[] = []
  let isKnown = false
  for (let next: string | undefined = addressOf(asked, 7); next && !isKnown; ) {
    const page: JsonFeed = await read(app, next)
    for (const key of page.items.map(keyOf)) {
      if (known.has(key)) isKnown = true
      else if (isKnown) t.fail(`${key} stands below an entry that was there before`)
      else fresh.push(key)
    }
    next = page.next_url
  }
  for (const key of fresh) known.add(key)
}

function keyOf({ _corridor_metrics: { type, id, event, revision } }: JsonFeed['items'][number]) {
  return `${type} ${id} ${event} ${revision}`
}

/** The same events, each once. */
function sameKeys(t: Test, told: readonly string[], wanted: readonly Expected[], what: string) {
  t.same(told.toSorted(), wanted.map(({ key }) => key).toSorted(), what)
}

function newestFirst(t: Test, told: readonly string[]): void {
  const revisions = told.map((key) => Number(key.split(' ').at(-1)))
  t.same(
    revisions,
    revisions.toSorted((a, b) => b - a),
    'the newest first'
  )
}

// Every style says the same, whatever signs a title has, and is read back by citation-js. The
// starter data are cited as a whole.
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { toCsl } from '../../src/citations/to-csl.ts'
import { citationKey, typeOfSource } from '../../src/citations/work.ts'
import { writeCitation } from '../../src/citations/write-citation.ts'
import { SOURCE_KINDS } from '../../src/vocabularies.ts'
import { buildTestApp } from '../helpers/app.ts'
import { someOf } from '../helpers/random.ts'
import { type Checks, testEvery } from '../helpers/test-every.ts'
import { allThings } from './all-things.ts'
import { dateIn, dayOfRis, essenceOf, type Item, readBack } from './read-back.ts'
import { TITLES, WORK } from './works.ts'

const STYLES = ['bibtex', 'csl-json', 'ris'] as const

/** A citation is read back as one work, which is the same. */
function compare(every: Checks, style: string, text: string, wanted: Item): void {
  const items = readBack(text).map(essenceOf)
  every.same(items, [{ ...essenceOf(wanted), issued: dateIn(style, wanted) }], text)
  if (style === 'ris') every.same(dayOfRis(text), wanted.issued?.['date-parts'], text)
}

testEvery('signs of any kind survive in every style', async (_t, every) => {
  for (const title of TITLES)
    for (const style of STYLES) {
      const work = { ...WORK, title, publisher: `${title} and Sons`, note: `${title}.` }
      compare(every, style, await writeCitation(work, style), toCsl(work))
    }
})

testEvery(
  'types, dates and addresses survive, and what is missing stays away',
  async (_t, every) => {
    const types = new Set(
      SOURCE_KINDS.flatMap((kind) =>
        ['https://example.org/a%20b_{c}?d=e&f#g~h', null].map((url) => typeOfSource({ kind, url }))
      )
    )
    for (const type of types)
      for (const date of [null, '2024', '2024-10', '2024-10-07'])
        for (const url of [null, 'https://example.org/a%20b_c?d=e&f=%D9%A3#g~h'])
          for (const style of STYLES) {
            const work = { ...WORK, type, date, url }
            compare(every, style, await writeCitation(work, style), toCsl(work))
          }
  }
)

t.test('missing parts are named in text', async (t) => {
  const nothing = { ...WORK, publisher: null, title: null, date: null, url: null, note: '' }
  const text = await writeCitation(nothing, 'text')
  t.equal(text, 'No publisher named. (no date). [no title]. (No address.)\n')
  t.equal(toCsl(nothing).note, 'Not known: publisher, date, title, address.')
  const data = { ...WORK, type: 'dataset' as const, version: '3', publisher: 'A Co.' }
  t.equal(
    await writeCitation(data, 'text'),
    'A Co. (2024, August 21). Trade grows (Version 3) [Data set]. https://example.org/trade The ' +
      'figure reads “$1”.\n'
  )
})

t.test('a key has ASCII characters that BibTeX takes', async (t) => {
  t.equal(citationKey(['a~b', 'source:x y'], 3), 'corridor-a:b-source:x.20.y-r3')
  t.equal(citationKey(['ü%,{}'], 3), 'corridor-.fc..25..2c..7b..7d.-r3')
})

testEvery('everything in the starter data has a citation that reads back', async (t, every) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const things = await allThings(app)
  every.ok(things.length > 1_700, `${things.length} things`)
  for (const thing of someOf(things, 40)) {
    const [csl = ''] = [await cited(app, thing, 'csl-json')]
    const [wanted] = JSON.parse(csl) as [Item]
    const text = await cited(app, thing, 'text')
    every.ok(text.endsWith('\n') && text.trim().split('\n').length === 1, `${thing}: one line`)
    every.ok(text.includes(wanted.title ?? '?'), `${thing}: its title`)
    every.ok(text.includes(wanted.URL ?? '(No address.)'), `${thing}: its address`)
    for (const style of STYLES) {
      compare(every, style, await cited(app, thing, style), wanted)
    }
  }
})

async function cited(app: FastifyInstance, thing: string, style: string): Promise<string> {
  return (await app.inject(`${thing}/citation?style=${style}`)).body
}

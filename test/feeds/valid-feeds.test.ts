// Feeds are valid by the schemas of their formats, and libraries of feed readers read the same from
// both: on the starter data, on texts that are hard to write, and where there is nothing to tell.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseFeed as readFeed } from '@rowanmanning/feed-parser'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'
import { parseFeed } from 'feedsmith'
import t, { type Test } from 'tap'
import type { JsonFeed } from '../../src/feeds/schemas.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

const SCHEMA = fileURLToPath(new URL('atom.rng', import.meta.url))
const HAS_XMLLINT = spawnSync('xmllint', ['--version']).status === 0

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false })
addFormats.default(ajv)
const isJsonFeed = ajv.compile(
  JSON.parse(readFileSync(new URL('json-feed.schema.json', import.meta.url), 'utf8'))
)

const QUESTIONS = [
  'metric=goods_trade&limit=200',
  'country=PAK&event=projection,conflict&limit=100',
  'country=KAZ&limit=1',
  'metric=goods_trade&event=withdrawal'
]

t.test('feeds of the starter data', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  for (const question of QUESTIONS) await checkBoth(t, app, question)
})

/** The last two letters of XML that its version 1.0 cannot write, and half of an emoji. */
const UNWRITABLE = ['\u0000', '\u0008', '\u001b', '\u007f', '\ufffe', '\ud83d']
const HARD = `<b>&amp;</b> "quoted" ]]> --> پاکستان اور قازقستان 🚂🇵🇰 ${UNWRITABLE.join('')}end`
const WRITTEN = '<b>&amp;</b> "quoted" ]]> --> پاکستان اور قازقستان 🚂🇵🇰'

t.test('texts that are hard to write', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {
    metric: [{ name: 'Trade & <transit>' }],
    source: [
      {
        publisher: 'Dawn & Sons <Lahore>',
        title: 'کراچی > لاہور',
        url: 'https://example.org/?a=1&b=<2>'
      }
    ],
    observation: [
      { id: 'C9', text: WRITTEN, attributed_to: 'وزارتِ تجارت & Co', note: 'one\ntwo' },
      { id: 'C2', period: '2024', text: '🚂', attributed_to: '<script>alert(1)</script>' }
    ]
  })
  // Imports refuse these characters, but a database may hold them.
  if (process.env['TEST_ENGINE'] === undefined)
    await store.transaction(async ({ db, tables: { observation } }) => {
      await db.update(observation).set({ note: HARD.replaceAll('\u0000', '') })
    })
  await checkBoth(t, app, 'metric=goods_trade')
  const feed: JsonFeed = (await app.inject('/v1/feed.json?metric=goods_trade')).json()
  const [first, second] = feed.items
  t.match(first, {
    title: 'Pakistan–Kazakhstan, trade & <transit>, 2023: $52.5 million, says وزارتِ تجارت & Co',
    url: /\/v1\/observations\/C9\?as_of=/,
    external_url: 'https://example.org/?a=1&b=%3C2%3E'
  })
  t.ok(first?.content_text.startsWith(`Printed as: ${WRITTEN}`))
  t.same(second?.authors, [{ name: '<script>alert(1)</script>' }])
  t.notMatch(JSON.stringify(feed), /\\u00(0|1|7f)/)
})

t.test('a question about which there is nothing', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, { metric: [{}, { id: 'students', unit: 'person' }], observation: [{}] })
  await checkBoth(t, app, 'metric=students')
  await checkBoth(t, app, 'country=UZB')
})

t.test('the schemas refuse what is wrong', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { body } = await app.inject('/v1/feed.atom?country=KAZ&limit=1')
  if (HAS_XMLLINT)
    for (const wrong of [
      body.replace(/<title>.*?<\/title>/, ''),
      body.replace(/<updated>.*?<\/updated>/, '<updated>today</updated>'),
      body.replace('term="claim"', '')
    ])
      t.not(lint(wrong).status, 0, wrong.slice(0, 300))
  const feed = (await app.inject('/v1/feed.json?country=KAZ&limit=1')).json()
  t.notOk(isJsonFeed({ ...feed, title: null }))
  t.notOk(
    isJsonFeed({ ...feed, items: [{ ...feed.items[0], content_text: undefined, content_html: 1 }] })
  )
  t.notOk(isJsonFeed({ ...feed, next: 'x' }))
})

/** Both formats of a question are valid, and tell readers the same. */
async function checkBoth(t: Test, app: FastifyInstance, question: string): Promise<void> {
  const atom = (await app.inject(`/v1/feed.atom?${question}`)).body
  const json: JsonFeed = (await app.inject(`/v1/feed.json?${question}`)).json()
  if (HAS_XMLLINT) {
    const { status, stderr } = lint(atom)
    t.equal(status, 0, `${question} is valid by RFC 4287: ${stderr}`)
  } else {
    t.comment('XMLLINT IS MISSING: NO FEED WAS CHECKED BY THE SCHEMA OF RFC 4287 (libxml2-utils)')
  }
  t.ok(
    isJsonFeed(json),
    `${question} is valid by JSON Feed 1.1: ${ajv.errorsText(isJsonFeed.errors)}`
  )
  const wanted = json.items.map(({ id, title, url, content_text, date_published }) => {
    return { id, title, url, text: content_text, time: date_published }
  })
  t.same(readByFeedsmith(atom), wanted, `${question}: feedsmith reads Atom`)
  t.same(readByFeedsmith(JSON.stringify(json)), wanted, `${question}: feedsmith reads JSON Feed`)
  // The other library reads XML alone, and takes `&amp;` in a text for `&` once more.
  const twice = (text: string | null | undefined) => text?.replaceAll('&amp;', '&')
  const read = readFeed(atom)
  t.same(
    read.items.map(({ id, title, url, content, published }) => ({
      id,
      title,
      url,
      text: twice(content),
      time: published?.toISOString().replace('.000', '')
    })),
    wanted.map((one) => ({ ...one, text: twice(one.text) })),
    `${question}: feed-parser reads Atom`
  )
  t.equal(read.title, json.title)
}

function readByFeedsmith(text: string) {
  const { format, feed } = parseFeed(text)
  if (format === 'atom')
    return (feed.entries ?? []).map(({ id, title, links, content, published }) => ({
      id,
      title: title?.value,
      url: links?.find(({ rel }) => rel === 'alternate')?.href,
      text: content?.value,
      time: published
    }))
  if (format === 'json')
    return (feed.items ?? []).map(({ id, title, url, content_text, date_published }) => ({
      id,
      title,
      url,
      text: content_text,
      time: date_published
    }))
  return format
}

function lint(text: string) {
  return spawnSync('xmllint', ['--noout', '--relaxng', SCHEMA, '-'], {
    input: text,
    encoding: 'utf8'
  })
}

// The page that answers whether Gwadar is the shorter way to the sea.
import t from 'tap'
import { verdictOf } from '../../src/pages/gwadar/compare.ts'
import { dayOf, listOf, signedKm } from '../../src/pages/gwadar/words.ts'
import { buildTestApp } from '../helpers/app.ts'
import { insertRows } from '../helpers/rows.ts'

/** The texts of the parts of a page that a pattern finds. */
function partsOf(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, part = '']) => part)
}

t.test('200 with the answer, its tables and what is shut', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { statusCode, headers, body } = await app.inject('/gwadar')
  t.same([statusCode, headers['content-type']], [200, 'text/html; charset=utf-8'])
  t.same(partsOf(body.slice(0, body.indexOf('<h2>')), /<p>([^<]*)<\/p>/g), [
    'If nothing were shut, the way to Gwadar would be, against the nearest port of Russia, ' +
      'shorter from Almaty, Bishkek, Tashkent and Dushanbe and undecided from Astana and ' +
      'Ashgabat (from Almaty 3,567 km against 4,244 to Novorossiysk).',
    'It would be, against the nearest port of Iran, shorter from Dushanbe, longer from Ashgabat ' +
      'and undecided from Almaty, Astana, Bishkek and Tashkent (from Almaty 3,567 km against ' +
      '3,560 to Bandar Abbas); against Karachi, undecided from all six cities (from Almaty ' +
      '3,567 km against 3,361 to Karachi).',
    'By the Khunjerab Pass, which needs neither Afghanistan nor Iran, it would be, against the ' +
      'nearest port of Iran, longer from Tashkent, Dushanbe and Ashgabat and undecided from ' +
      'Almaty, Astana and Bishkek (from Almaty 3,886 km against 3,560 to Bandar Abbas).',
    'On 20 June 2026, the newest day that is known, Chaman (since 11 October 2025) and Bandar ' +
      'Abbas and Chabahar (since 13 April 2026) were shut: the shortest way that was open from ' +
      'Almaty to Gwadar had 3,886 km, and none led to a port of Iran.'
  ])
  const rows = partsOf(body, /(<tr><th scope="row">.*)<\/tr>/g)
  t.equal(rows.length, 6 + 8 + 8)
  t.equal(
    rows[1],
    '<tr><th scope="row">Astana</th>' +
      '<td><b>undecided</b><small>−1,027 km</small><small>−2,054 to −590</small>' +
      '<small>Novorossiysk</small><small>by a detour</small></td>' +
      '<td><b>undecided</b><small>+7 km</small><small>−849 to +448</small>' +
      '<small>Bandar Abbas</small></td>' +
      '<td><b>undecided</b><small>+206 km</small><small>−56 to +233</small>' +
      '<small>Karachi</small></td>' +
      '<td><b>undecided</b><small>+968 km</small><small>−113 to +1,739</small>' +
      '<small>Bandar Abbas</small></td>'
  )
  t.match(
    rows[6],
    '<tr><th scope="row">Gwadar</th><td><b>3,886</b><small>3,567 if open</small>' +
      '<small>Chaman shut</small><small>100 %</small></td>'
  )
  t.match(
    rows[8],
    '<tr><th scope="row">Bandar Abbas</th><td><b>no way</b><small>3,560 if open</small>' +
      '<small>port shut</small><small>38 %</small></td>'
  )
  t.equal(
    rows[18],
    '<tr><th scope="row">Poti</th><td><b>10,946</b><small>10,758 to 11,435</small>' +
      '<small>6,964 by sea</small></td><td>not known</td><td>not known</td>'
  )
  t.match(
    body,
    '<li><a href="/v1/events/CL014">Bandar Abbas</a>, since 13 April 2026, last seen 16 June ' +
      '2026: Naval blockade of Iranian ports by the United States.</li>'
  )
})

t.test('200 with links that lead somewhere', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const { body } = await app.inject('/gwadar')
  const links = partsOf(body, /href="([^"]*)"/g).map((link) => link.replaceAll('&#38;', '&'))
  const broken = []
  for (const link of links) if ((await app.inject(link)).statusCode >= 400) broken.push(link)
  t.same(broken, [])
  t.ok(links.length > 15)
})

t.test('200 before any data', async (t) => {
  const { app } = await buildTestApp(t)
  const { statusCode, body } = await app.inject('/gwadar')
  t.equal(statusCode, 200)
  t.match(body, 'The data of this service have no legs to Gwadar.')
})

t.test('304 for the tag it came with, 200 after a change', async (t) => {
  const { app, store } = await buildTestApp(t)
  await insertRows(store, {})
  const tag = String((await app.inject('/gwadar')).headers['etag'])
  const again = () => app.inject({ url: '/gwadar', headers: { 'if-none-match': tag } })
  t.equal((await again()).statusCode, 304)
  await insertRows(store, { observation: [{}] })
  t.equal((await again()).statusCode, 200)
})

t.test('a difference that may be none is undecided, and so is one to a detour', async (t) => {
  const verdicts = [
    verdictOf({ value: -5, low: -9, high: -1 }, false),
    verdictOf({ value: -5, low: -9, high: -1 }, true),
    verdictOf({ value: 5, low: 1, high: 9 }, true),
    verdictOf({ value: 5, low: -1, high: 9 }, false),
    verdictOf({ value: -5, low: -9, high: 0 }, false)
  ]
  t.same(verdicts, ['shorter', 'undecided', 'longer', 'undecided', 'undecided'])
})

t.test('words', async (t) => {
  t.same(['2025', '2025-10', '2025-10-01'].map(dayOf), ['2025', 'October 2025', '1 October 2025'])
  t.same([-1234.4, 0.2, 7].map(signedKm), ['−1,234', '0', '+7'])
  t.same(
    [[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => listOf(words)),
    ['', 'a', 'a and b', 'a, b and c']
  )
})

// Files as offices write them: recognised, named with what to do, and taken if the sender says how
// they are written (I1 to I5, I7, W4, T1 to T4).
import t from 'tap'
import { openDataFile } from '../../src/files/data-file.ts'
import { buildTestApp, type TestApp } from '../helpers/app.ts'
import { encodeAll } from '../helpers/encode.ts'
import { giveKey } from '../helpers/keys.ts'
import { someOf } from '../helpers/random.ts'

const HEADER = 'id,metric,subject,partner,period,value,bound,text,source_id,note'
const ROW = 'q,goods_exports,PAK,KAZ,2023,52.5,exact,$52.5,inform-kaz-2023,Казахстан'
const FILE = `${HEADER}\n${ROW}\n`
const parted = (by: string, text = FILE) => text.replaceAll(',', by)

async function uploader({ app, store }: TestApp) {
  const { headers } = await giveKey(store, { scope: 'admin' })
  return async (payload: string | Buffer, query = '', type = 'text/csv') => {
    const response = await app.inject({
      method: 'POST',
      url: `/v1/imports?dry_run=true${query}`,
      payload,
      headers: { ...headers, 'content-type': type }
    })
    return { status: response.statusCode, ...response.json() }
  }
}

const inserted = { status: 200, data: { counts: [{ inserted: 1, corrected: 0, unchanged: 0 }] } }
const refused = (pointer: string, message: RegExp) => ({
  status: 422,
  errors: [{ pointer, message }]
})

t.test('another delimiter is named, with the parameter that takes it', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  const cases: [name: string, character: string][] = [
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['vertical bars', '|']
  ]
  for (const [name, character] of someOf(cases, 1)) {
    const value = character === '\t' ? 'tab' : character
    const message = `This file has ${name}: send delimiter=${value} with an upload, or --delimiter`
    const given = parted(character)
    t.match(await upload(given), refused('/body/1/(row)', new RegExp(message.replace('|', '\\|'))))
    t.match(await upload(given, `&delimiter=${encodeURIComponent(value)}`), inserted)
    const quoted = given.replaceAll(/[a-z_]+(?=.*\n)/g, (word) => `"${word}"`)
    t.match(await upload(quoted.split('\n')[0] ?? ''), {
      status: 422,
      errors: [{ message: /This file has/ }]
    })
  }
  const named = { ',': ['comma', ','], ';': ['semicolon', ';'], '|': ['bar', 'pipe', '%7C'] }
  for (const [character, names] of Object.entries(named))
    for (const name of names)
      t.match(await upload(parted(character), `&delimiter=${name}`), inserted, name)
  for (const name of ['tab', '%09', '%5Ct'])
    t.match(await upload(parted('\t'), `&delimiter=${name}`), inserted, name)
  t.match(await upload(parted('\t'), '&note=%09'), { status: 400, code: 'invalid_url' })
  t.match(await upload(parted('\t'), '', 'text/tab-separated-values'), inserted)
  t.match(await upload(parted(';'), '&delimiter=x'), {
    status: 400,
    errors: [
      {
        pointer: '/query/delimiter',
        allowed: [',', 'comma', ';', 'semicolon', 'tab', '\\t', '|', 'bar', 'pipe']
      }
    ]
  })
})

t.test('a line sep= is taken where it agrees, and named where it does not', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  const given = `sep=;\r\n${parted(';')}`
  t.match(await upload(given, '&delimiter=;'), inserted)
  t.match(await upload(`sep=,\n${FILE}`), inserted)
  t.match(
    await upload(given),
    refused(
      '/body/1/(row)',
      /commas between the cells, unless you name another delimiter\. This file has semicolons: send delimiter=;/
    )
  )
  t.match(
    await upload(given.replace('52.5', 'x'), '&delimiter=;'),
    refused('/body/3/value', /Line 3, column value/),
    'lines are counted as in the file'
  )
})

t.test('a decimal comma is named, and taken with decimal=comma', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  const given = parted(';').replace(';52.5;', ';52,5;')
  t.match(
    await upload(given, '&delimiter=;'),
    refused('/body/2/value', /a plain decimal .*; for a decimal comma, send decimal=comma/)
  )
  t.match(await upload(given, '&delimiter=;&decimal=comma'), inserted)
  t.match(await upload(given, '&delimiter=;&decimal=,'), inserted)
  t.match(await upload(parted(';'), '&delimiter=;&decimal=.'), inserted)
  t.match(await upload(parted(';'), '&delimiter=;&decimal=dot'), {
    status: 400,
    errors: [{ pointer: '/query/decimal', allowed: ['point', '.', 'comma', ','] }]
  })
  t.match(
    await upload(parted(';'), '&delimiter=;&decimal=comma'),
    refused('/body/2/value', /a decimal comma, as in 28,5, because decimal=comma was given/)
  )
  t.match(
    await upload(given.replace('52,5', '12,34,567'), '&delimiter=;'),
    refused('/body/2/value', /without thousands separators/)
  )
})

t.test('missing values are told to be left out, never read as 0', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  for (const missing of ['-', '–', '..', '...', ':', 'n.a.', 'n/a', 'NA', 'NaN', '.', 'null'])
    t.match(
      await upload(FILE.replace(',52.5,', `,${missing},`)),
      refused('/body/2/value', /leave the cell empty, or leave the row out/),
      missing
    )
})

t.test('a figure as it was printed is told where it belongs', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  for (const printed of ['twelve apples', '$52.5 million', '5 crore', '28 %', '۵۲ میلیون'])
    t.match(
      await upload(FILE.replace(',52.5,', `,${printed},`)),
      refused(
        '/body/2/value',
        /decimal such as .* without words, units and signs; what the source printed belongs in text/
      ),
      printed
    )
})

t.test('surroundings of a table: a title, a delimiter at the end', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  t.match(
    await upload(`Trade of Pakistan\n\n${FILE}`),
    refused('/body/1/(row)', /Line 3 looks like the header: remove the lines above it/)
  )
  t.match(
    await upload(FILE.replaceAll('\n', ',\n')),
    refused('/body/1/(column 11)', /no delimiter at the end of the lines/)
  )
})

t.test('an encoding is named by its letters, and taken where the sender names it', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  const cyrillic = encodeAll('windows-1251', FILE)
  const answer = await upload(cyrillic)
  t.match(answer, refused('/body/2/(row)', /reads as Windows-1251: .*encoding=windows-1251/))
  t.match(answer.errors[0].message, /Казахстан/)
  t.match(await upload(cyrillic, '&encoding=windows-1251'), inserted)
  t.match(
    await upload(Buffer.from(FILE.replace('Казахстан', 'Türkiye, Élysée'), 'latin1')),
    refused('/body/2/(row)', /reads as Windows-1252 \(Latin-1\) or .*Türkiye, Élysée/)
  )
  const short = await upload(encodeAll('windows-1251', FILE.replace('Казахстан', 'по')))
  t.match(
    short,
    refused('/body/2/(row)', /Perhaps it is Windows-1251 .*по"\); or KOI8-R .*ОН"\)/),
    'all that fit, if it is not clear'
  )
  t.match(
    await upload(FILE, '&encoding=windows-1251'),
    refused('/body/1/(row)', /this is UTF-8: leave encoding out/)
  )
  for (const label of ['cp1251', 'win-1251', 'Windows1251', 'x-cp1251'])
    t.match(await upload(cyrillic, `&encoding=${label}`), inserted, label)
  const latin = Buffer.from(FILE.replace('Казахстан', 'Türkiye'), 'latin1')
  for (const label of ['latin1', 'iso-8859-1', 'l1', 'windows-1252'])
    t.match(await upload(latin, `&encoding=${label}`), inserted, label)
  t.match(await upload(cyrillic, '&encoding=iso-8859-6'), {
    status: 422,
    errors: [{ message: /iso-8859-6, as encoding= says; these bytes mean nothing in it/ }]
  })
  for (const unknown of ['cyrillic-dos', 'replacement', 'x'.repeat(41)])
    t.match(await upload(cyrillic, `&encoding=${unknown}`), {
      status: 400,
      errors: [{ pointer: '/query/encoding', message: /is not one of utf-8, .*windows-1256/ }]
    })
  const excel = Buffer.from(`\ufeff${parted('\t')}`, 'utf16le')
  t.match(await upload(excel, '&encoding=utf-16le&delimiter=tab'), inserted)
  t.match(await upload(excel), refused('/body/1/(row)', /UTF-8, not UTF-16.*encoding=utf-16le/))
})

t.test('who follows the advice imports the text as it was written', async (t) => {
  const upload = await uploader(await buildTestApp(t, { data: 'starter' }))
  const texts: [encoding: string, text: string][] = [
    ['windows-1251', 'экспорт в Пакистан'],
    ['ibm866', 'экспорт в Пакистан'],
    ['koi8-r', 'экспорт в Пакистан'],
    ['iso-8859-5', 'экспорт в Пакистан'],
    ['windows-1256', 'تجارت پاکستان']
  ]
  for (const [encoding, text] of texts) {
    const bytes = encodeAll(encoding, FILE.replace('Казахстан', text))
    const { errors } = await upload(bytes)
    const [, advised = ''] = / encoding=(\S+) /.exec(errors[0].message) ?? []
    t.equal(advised, encoding)
    t.match(errors[0].message, new RegExp(text))
    t.match(await upload(bytes, `&encoding=${advised}`), inserted)
    const rows = []
    const options = { encoding: advised }
    for await (const batch of (await openDataFile('f', [bytes], options)).rows) rows.push(...batch)
    t.match(rows, [{ cells: { note: text } }])
  }
})

// Files with more refused rows than anybody reads: reading stops, and the answer says so.
import t from 'tap'
import { DataError } from '../../src/files/data-error.ts'
import { builtIn } from '../../src/mappings/built-in.ts'
import { mappedReader } from '../../src/mappings/mapped-file.ts'
import { buildTestStore } from '../helpers/app.ts'
import { expectProblem } from '../helpers/problem.ts'
import { writable } from '../writing/service.ts'
import { claim, csv, file, run } from './importing.ts'

const [ROWS, MAX] = [10_600, 10_000]
const repeat = (line: (index: number) => string) =>
  Array.from({ length: ROWS }, (_, index) => `${line(index)}\n`).join('')
const HEADER = csv('observation', [claim('x')])
  .toString()
  .split('\n', 1)[0]
const STOP = 'Reading stopped after 10,000 rows, because 10,000 of them are refused.'

const KINDS: Record<string, string> = {
  'rows with too few cells': `${HEADER}\n${repeat(() => 'a,b')}`,
  'rows that name nothing': csv(
    'observation',
    Array.from({ length: ROWS }, (_, index) => claim(`N${index}`, { metric: 'no-such-metric' }))
  ).toString(),
  'lines that are no JSON': `{"id":"S1","name":"x","description":"y"}\n${repeat(() => '{"id"')}`,
  'changes of unknown actions': repeat((index) =>
    JSON.stringify({ action: 'vanish', type: 'scenario', id: `s-${index}`, row: null })
  )
}

t.test('of every kind of file', async (t) => {
  for (const [kind, text] of Object.entries(KINDS)) {
    const { store } = await buildTestStore(t, { data: 'starter' })
    const told: number[] = []
    const error = await run(store, [{ file: 'bad', bytes: [Buffer.from(text)] }], {
      onRefused: ({ line }) => told.push(line)
    }).catch((reason: unknown) => reason)
    if (!(error instanceof DataError)) throw new Error(`${kind} should be refused`)
    const { refused = 0, read = 0 } = error.stop ?? {}
    t.ok(refused >= MAX && refused < MAX + 400, `${kind}: ${refused} refused`)
    t.ok(read >= refused && read < ROWS, `${kind}: ${read} read`)
    t.ok(error.message.split('\n').at(-1)?.startsWith('Reading stopped after 10,'), kind)
    t.ok(Math.max(...told) <= read + 2, `${kind}: no cell of a later row is told`)
    t.equal(store.revision(), 1, 'nothing is kept')
  }
})

t.test('of a file of another publisher', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  const rows = repeat((index) => `Pakistan,PAK,${2000 + (index % 20)},many`)
  const bytes = Buffer.from(`Entity,Code,Year,Trade (% of GDP)\n${rows}`)
  const { read } = mappedReader(builtIn('owid'), { makesMetrics: true, dialect: {} })
  const error = await run(store, [{ file: 'owid.csv', bytes: [bytes], read: read('owid.csv') }])
    .then(() => undefined)
    .catch((reason: unknown) => reason)
  if (!(error instanceof DataError)) throw new Error('it should be refused')
  t.match(error.stop, { refused: Number })
  t.ok((error.stop?.read ?? ROWS) < ROWS, `${error.stop?.read} read`)
})

t.test('nothing is read after that, neither of this file nor of the next', async (t) => {
  const { store } = await buildTestStore(t, { data: 'starter' })
  let pieces = 0
  async function* endless() {
    yield Buffer.from(`${HEADER}\n`)
    for (; pieces < 1_000; pieces += 1) yield Buffer.from('a,b\n'.repeat(1_000))
  }
  const good = file('event', [])
  const later = { ...good, file: 'later.csv' }
  const error = await run(store, [{ file: 'bad.csv', bytes: endless() }, later]).catch(
    (reason: unknown) => reason
  )
  t.match(error, { stop: { read: MAX, refused: MAX } })
  t.ok(pieces < 30, `${pieces} pieces of 1,000 rows were read`)
})

t.test('the answer to an upload says it after the first error', async (t) => {
  const service = await writable(t)
  const text = KINDS['rows with too few cells']
  const headers = { 'content-type': 'text/csv' }
  for (const query of ['', '?dry_run=true']) {
    const response = await service.send('POST', `/v1/imports${query}`, text, headers)
    const { detail, errors } = response.json()
    t.equal(
      detail,
      '/body/2/(row): Line 2, column (row): expected well-formed CSV: 16 cells as in the header, ' +
        `not 2, found "a,b". (and 9999 more) ${STOP}`
    )
    expectProblem(t, response, 'invalid_body', { detail, errors })
  }
})

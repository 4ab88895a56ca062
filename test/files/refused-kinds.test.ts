// Refused cells by kind: the rare ones show beside the frequent ones (I17).
import t from 'tap'
import { DataError } from '../../src/files/data-error.ts'
import { describeValues, refusedKinds } from '../../src/files/refused-kinds.ts'

const cell = (line: number, column: string, expected: string) => ({
  file: 'f',
  line,
  column,
  value: 'x',
  expected
})

/** 2,852 figures over 100 % and 728 unknown subjects, a file of T3. */
function owid() {
  const kinds = refusedKinds()
  for (let line = 2; line < 2_854; line += 1) {
    kinds.add(cell(line, 'value', 'at most 100 percent'))
    if (line < 730) kinds.add(cell(line, 'subject', 'the id of an entity'))
  }
  return kinds
}

t.test('each kind has its share, in the order of the file, and says how many more', async (t) => {
  const shown = owid().pick(100)
  const of = (column: string) => shown.filter((one) => one.column === column)
  t.same([shown.length, of('value').length, of('subject').length], [100, 50, 50])
  t.same(
    [of('value').at(-1)?.alike, of('subject').at(-1)?.alike],
    [2_852 - 50, 728 - 50],
    'the last of each kind'
  )
  t.equal(shown.filter(({ alike }) => alike !== undefined).length, 2, 'and no other')
  t.same(
    shown,
    shown.toSorted((a, b) => a.line - b.line)
  )
  t.equal(owid().count(), 2_852 + 728)
})

t.test('what a small kind leaves goes to the others', async (t) => {
  const kinds = refusedKinds()
  kinds.add(cell(2, 'id', 'an id'))
  for (let line = 2; line < 20; line += 1) kinds.add(cell(line, 'value', 'a number'))
  const shown = kinds.pick(10)
  t.equal(shown.length, 10)
  t.same(shown.at(-1), {
    ...cell(10, 'value', 'a number'),
    alike: 9,
    distinct: 1,
    values: [{ value: 'x', cells: 18 }]
  })
})

t.test('reasons that differ only in numbers are one kind; kinds are bounded', async (t) => {
  const kinds = refusedKinds()
  for (let line = 2; line < 1_002; line += 1)
    kinds.add(cell(line, '(row)', `17 cells as in the header, not ${line}`))
  t.equal(kinds.pick(100).length, 100)
  for (let one = 0; one < 1_000; one += 1) kinds.add(cell(one, `column${one}`, 'nothing'))
  t.equal(kinds.pick(100).length, 100)
  t.equal(kinds.count(), 2_000)
})

t.test('the message of the command counts them too', async (t) => {
  const kinds = owid()
  const { message } = new DataError(kinds.pick(100), kinds.count())
  t.match(message, /column value: .*at most 100 percent \(and 2842 more like it\)/)
  t.match(message, /column subject: .*the id of an entity \(and 718 more like it\)/)
  t.equal(message.split('\n').length, 1 + 20)
})

/** 200 cells with the names of 25 places, the first one twice as often as the others. */
function places() {
  const kinds = refusedKinds()
  const named = (name: string, line: number) => ({ ...cell(line, 'subject', 'an id'), value: name })
  for (let line = 2; line < 202; line += 1) kinds.add(named(`place ${line % 25}`, line))
  for (let line = 202; line < 210; line += 1) kinds.add(named('place 2', line))
  return kinds
}

t.test('the different values of a kind are counted, and the first ones told', async (t) => {
  const last = places().pick(100).at(-1)
  t.same([last?.alike, last?.distinct, last?.values?.length], [108, 25, 20])
  t.same(last?.values?.slice(0, 2), [
    { value: 'place 2', cells: 16 },
    { value: 'place 3', cells: 8 }
  ])
  t.equal(places().pick(208).at(-1)?.alike, 108, 'at most 100 cells of a kind are kept')
  const { message } = new DataError(places().pick(100), places().count())
  t.match(
    message,
    /\(and 188 more like it; 25 different values: "place 2" \(16\), "place 3" \(8\), /
  )
  t.match(message, /"place 21" \(8\), …\)$/)
})

t.test('values are counted up to a limit, and long ones cut', async (t) => {
  const kinds = refusedKinds()
  for (let line = 2; line < 1_002; line += 1)
    kinds.add({ ...cell(line, 'source', 'an id'), value: `${line}`.padEnd(5_000, 'x') })
  const last = kinds.pick(100).at(-1)
  t.equal(last?.distinct, 500)
  t.same(last?.values?.[0], { value: '2'.padEnd(100, 'x'), cells: 1 })
  t.match(last && describeValues(last), /^at least 500 different values: "2x+" \(1\), .*, …$/)
})

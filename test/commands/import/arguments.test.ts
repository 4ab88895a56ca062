import { linkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { IMPORT } from '../../../src/commands/import/arguments.ts'
import { parseWords } from '../../../src/commands/shared/parse-words.ts'
import { BUILT_IN_NAMES } from '../../../src/mappings/names.ts'

const read = (...words: string[]) => IMPORT.readArguments(parseWords(IMPORT, words))

function place(t: Test): { folder: string; file: string } {
  const folder = t.testdir()
  const file = join(folder, 'claims.csv')
  writeFileSync(file, 'id\n')
  return { folder, file }
}

t.test('a file is enough; the options say more', async (t) => {
  const { file } = place(t)
  const source = { file, path: file, size: 3 }
  t.strictSame(read(file), {
    sources: [source],
    url: undefined,
    noun: undefined,
    dryRun: false,
    refused: undefined,
    note: null,
    mapping: undefined,
    newMetrics: false,
    suggest: false,
    dialect: { delimiter: undefined, decimal: undefined, encoding: undefined }
  })
  const words = [
    '--to=file:x.db',
    '--type',
    'metric',
    '--dry-run',
    '--refused',
    'r.csv',
    '--note',
    'y',
    '--delimiter=;',
    '--decimal=comma',
    '--encoding=windows-1251'
  ]
  t.strictSame(read(file, ...words, '-'), {
    sources: [source, { file: 'standard input', path: undefined, size: undefined }],
    url: 'file:x.db',
    noun: 'metric',
    dryRun: true,
    refused: 'r.csv',
    note: 'y',
    mapping: undefined,
    newMetrics: false,
    suggest: false,
    dialect: { delimiter: ';', decimal: 'comma', encoding: 'windows-1251' }
  })
})

t.test('the dialect is named by signs, words and labels', async (t) => {
  const { file } = place(t)
  const dialectOf = (...words: string[]) => read(file, ...words).dialect
  const none = { delimiter: undefined, decimal: undefined, encoding: undefined }
  for (const name of ['tab', '\t', '\\t'])
    t.strictSame(dialectOf('--delimiter', name), { ...none, delimiter: 'tab' })
  t.strictSame(dialectOf('--delimiter=semicolon'), { ...none, delimiter: ';' })
  t.strictSame(dialectOf('--delimiter=comma'), { ...none, delimiter: ',' })
  t.strictSame(dialectOf('--decimal=,'), { ...none, decimal: 'comma' })
  t.strictSame(dialectOf('--decimal=.'), { ...none, decimal: 'point' })
  t.strictSame(dialectOf('--encoding=cp1256'), { ...none, encoding: 'windows-1256' })
  t.strictSame(dialectOf('--encoding=KOI8_R'), { ...none, encoding: 'koi8-r' })
})

t.test('a mapping, built in or a file', async (t) => {
  const { file } = place(t)
  const { mapping, newMetrics } = read(file, '--mapping', 'worldbank', '--new-metrics')
  t.strictSame([mapping, newMetrics], ['worldbank', true])
  t.equal(read(file, '--mapping', file).mapping, file)
})

t.test('wrong arguments are named', async (t) => {
  const { file, folder } = place(t)
  const second = join(folder, 'second.csv')
  linkSync(file, second)
  const cases: [words: string[], message: string][] = [
    [[], 'There is no file.'],
    [['nowhere.csv'], 'The file nowhere.csv does not exist.'],
    [[folder], `${folder} is a folder.`],
    [[file, file], 'A file is named twice.'],
    [
      [file, '--type', 'claims'],
      '--type takes one of unit, metric, source, scenario, entity, alias, leg, corridor, product, observation, projection, event, relation.'
    ],
    [
      [file, '--to', 'corridor.db'],
      '--to takes a database URL: file: and a path, or postgres://user:password@host:port/database.'
    ],
    [[file, '--decimal', 'dot'], '--decimal takes one of point, ., comma, ,.'],
    [
      [file, '--delimiter', 'x'],
      '--delimiter takes one of ,, comma, ;, semicolon, tab, \\t, |, bar, pipe.'
    ],
    [[file, '--new-metrics'], '--new-metrics needs --mapping.'],
    [[file, '--suggest', '-'], '--suggest looks at one file, which is not the standard input.'],
    [[file, '--suggest', '--mapping', 'sbp'], '--suggest and --mapping exclude each other.'],
    [
      [file, '--mapping', 'sbp', '--type', 'metric'],
      '--type and --mapping exclude each other: a mapping gives claims.'
    ],
    [
      [file, '--mapping', 'nowhere'],
      `--mapping takes ${BUILT_IN_NAMES.join(', ')}, or the path of a file with a mapping.`
    ],
    [[file, '--refused', file], '--refused names a file that is to be imported.'],
    [[file, '--refused', second], '--refused names a file that is to be imported.'],
    [[file, '--note', 'x'.repeat(1_001)], '--note takes at most 1,000 characters.'],
    [Array.from({ length: 101 }, (_, index) => `${index}.csv`), 'There are more than 100 files.']
  ]
  for (const [words, message] of cases)
    t.throws(() => read(...words), { name: 'ArgumentError', message }, message)
})

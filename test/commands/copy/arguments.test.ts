import { linkSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { COPY } from '../../../src/commands/copy/arguments.ts'
import { parseWords } from '../../../src/commands/shared/parse-words.ts'

const read = (...words: string[]) => COPY.readArguments(parseWords(COPY, words))
const DATABASE_URL =
  'takes a database URL: file: and a path, or postgres://user:password@host:port/database.'

t.test('two databases of any kinds are taken', async (t) => {
  const [file, server] = ['file:./a.db', 'postgres://me:secret@host:5432/db']
  t.same(read('--from', file, '--to', server), { from: file, to: server })
  t.same(read(`--to=${file}`, `--from=${server}`), { from: server, to: file })
})

t.test('a database that is missing or no URL is refused', async (t) => {
  const cases: [words: string[], message: string][] = [
    [[], '--from is missing.'],
    [['--from', 'file:./a.db'], '--to is missing.'],
    [['--from', '', '--to', 'file:./b.db'], '--from is missing.'],
    [['--from', './a.db', '--to', 'file:./b.db'], `--from ${DATABASE_URL}`],
    [['--from', 'file:./a.db', '--to', 'mysql://me:hidden@host/db'], `--to ${DATABASE_URL}`],
    [['--from', 'file::memory:', '--to', 'file:./b.db'], `--from ${DATABASE_URL}`]
  ]
  for (const [words, message] of cases)
    t.throws(() => read(...words), { name: 'ArgumentError', message }, words.join(' '))
})

t.test('a database is not copied onto itself, by whatever name', async (t) => {
  const folder = t.testdir()
  const file = join(folder, 'source.db')
  writeFileSync(file, '')
  symlinkSync(file, join(folder, 'link.db'))
  linkSync(file, join(folder, 'second.db'))
  const message = '--from and --to name the same database.'
  for (const name of ['source.db', './source.db', 'link.db', 'second.db']) {
    const words = ['--from', `file:${file}`, '--to', `file:${folder}/${name}`]
    t.throws(() => read(...words), { name: 'ArgumentError', message }, name)
  }
  for (const url of [`file:${folder}/missing.db`, 'postgres://me:secret@host/db'])
    t.throws(() => read('--from', url, '--to', url), { name: 'ArgumentError', message }, url)
})

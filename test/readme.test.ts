// README.md and docs/ stay true: their requests are sent, the answers printed below them are
// compared, and the tables of settings and limits are those of the code.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { SETTINGS } from '../src/config.ts'
import { LIMITS } from '../src/http/limits.ts'
import { SERIES_SETS } from '../src/starter-sets.ts'
import { listsOf, pageRowsMax } from './app/operations.ts'
import { buildTestApp } from './helpers/app.ts'
import { requestsIn } from './helpers/curl.ts'
import { giveKey } from './helpers/keys.ts'
import { type Block, blocksIn } from './helpers/markdown.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DOCUMENTS = ['README.md', ...globSync('docs/*.md', { cwd: ROOT }).sort()]
/** Stands before a block of commands that need more than this service, and says what. */
const NOT_EXECUTED = /<!-- not executed: [^>]+ -->\s*$/
/** The last words before a block that shows a file. */
const FILE_NAME = /`([\w.-]+)`:\s*$/

t.test('README.md has its five requests, and the two commands of a newcomer', async (t) => {
  const blocks = blocksIn(readDocument('README.md'))
  const answers = blocks.filter(({ language }) => language === 'json' || language === 'csv')
  t.equal(answers.length, 5)
  const commands = blocks.flatMap(({ content }) => content.split('\n'))
  t.ok(commands.includes('npm ci && npm start'))
  t.ok(commands.includes('npm ci && npm test'))
})

for (const name of DOCUMENTS.filter(hasRequests)) {
  t.test(`${name}: each request is answered as printed`, async (t) => {
    const { app, store } = await buildTestApp(t, { data: 'starter' })
    const { text } = await giveKey(store, { scope: 'admin' })
    const send = async (request: InjectOptions) => {
      const { body, statusCode } = await app.inject(request)
      return { body, statusCode }
    }
    const files: Record<string, string> = {}
    const blocks = blocksIn(readDocument(name))
    for (const [index, { language, content, before }] of blocks.entries()) {
      const [, file] = FILE_NAME.exec(before) ?? []
      if (file) files[file] = content
      if (!isExecuted({ language, before })) continue
      let answer = { body: '', statusCode: 0 }
      for (const request of requestsIn(content, { KEY: text }, files)) {
        answer = await send(request)
        const isRight = answer.statusCode < 300 || blocks[index + 1]?.content.includes('"errors"')
        t.ok(isRight, `${request.method} ${request.url} is answered ${answer.statusCode}`)
      }
      compareAnswer(t, answer.body, blocks[index + 1])
    }
  })
}

t.test('the table of settings is that of the code', async (t) => {
  const rows = SETTINGS.map(
    ({ name, default: value, description }) =>
      `| \`${name}\` | ${value === '' ? '' : `\`${value}\` `}| ${description} |`
  )
  const printed = readDocument('docs/settings.md').split('\n')
  t.same(
    printed.filter((line) => line.startsWith('| `')),
    rows
  )
})

t.test('the published limits name the lists whose pages are smaller', async (t) => {
  const { app } = await buildTestApp(t)
  const lists = new Map<string, string[]>()
  for (const operation of await listsOf(app)) {
    const { description = '' } = operation.parameters.find(({ name }) => name === 'limit') ?? {}
    const usual = /by default (\d+)/.exec(description)?.[1]
    const pages = `${Number(usual).toLocaleString('en')}, at most ${pageRowsMax(operation).toLocaleString('en')}`
    lists.set(pages, [...(lists.get(pages) ?? []), `\`${operation.path}\``])
  }
  lists.delete(`${LIMITS.pageRows}, at most ${LIMITS.pageRowsMax.toLocaleString('en')}`)
  const printed = readDocument('docs/reading.md').split('\n')
  t.same(
    printed.filter((line) => line.startsWith('| rows a page of ')).sort(),
    [...lists]
      .map(([pages, of]) => `| rows a page of ${of.sort().join(' and ')} | ${pages} |`)
      .sort()
  )
})

t.test('the published limits are those of the code', async (t) => {
  const count = (value: number) => value.toLocaleString('en')
  const seconds = (milliseconds: number) => `${count(milliseconds / 1000)} s`
  const mebibytes = (bytes: number) => `${bytes / 1024 ** 2} MiB`
  const rows = [
    `| rows a page | ${LIMITS.pageRows}, at most ${count(LIMITS.pageRowsMax)} |`,
    `| address | ${count(LIMITS.urlCharactersMax)} characters |`,
    `| values in a list parameter | ${LIMITS.listValuesMax} |`,
    `| body of a single change | ${LIMITS.bodyBytesMax / 1024} KiB |`,
    `| uploaded file, also unpacked | ${mebibytes(LIMITS.uploadBytesMax)} |`,
    `| uploads at the same time | ${LIMITS.uploadsMax} a process |`,
    `| long reads that wait, such as series and whole files | ${LIMITS.readsWaitingMax} a process; ` +
      'then 503 with `Retry-After` |',
    `| headers of a request | ${seconds(LIMITS.headersTimeoutMs)} |`,
    `| whole request | ${seconds(LIMITS.requestTimeoutMs)} |`,
    `| whole upload | ${seconds(LIMITS.uploadTimeoutMs)}, with no pause over ` +
      `${seconds(LIMITS.uploadIdleMs)} |`,
    '| idle keep-alive connection | 5 s, or `KEEP_ALIVE_TIMEOUT` |',
    `| connection on which nothing moves | ${seconds(LIMITS.idleConnectionMs)} |`,
    `| reader of a stream that takes nothing | ${seconds(LIMITS.stalledReaderMs)} |`,
    `| reader of a stream, for one piece | ${seconds(LIMITS.pieceTakenMs)} |`,
    `| request that waits for its turn | ${seconds(LIMITS.queueMsMax)} |`,
    `| connections | ${count(LIMITS.connectionsMax)} a process |`,
    `| requests under way when the service closes | ${seconds(LIMITS.closeTimeoutMs)} |`
  ]
  const printed = readDocument('docs/reading.md').split('\n')
  t.same(
    printed.filter((line) => rows.includes(line)),
    rows
  )
})

function hasRequests(name: string): boolean {
  return blocksIn(readDocument(name)).some(isExecuted)
}

function isExecuted({ language, before }: Pick<Block, 'language' | 'before'>): boolean {
  return language === 'sh' && !NOT_EXECUTED.test(before)
}

function readDocument(name: string): string {
  return readFileSync(`${ROOT}/${name}`, 'utf8')
}

/** An answer stands right below its request. */
function compareAnswer(t: Test, body: string, below: Block | undefined): void {
  if (below?.before.trim() !== '') return
  if (['csv', 'text', 'bibtex'].includes(below.language)) t.equal(body, below.content)
  if (below.language !== 'json') return
  const printed: unknown = JSON.parse(below.content)
  t.same(shortened(JSON.parse(body), printed), printed)
}

/**
 * An answer with its texts shortened as in print, where `…` stands for any characters. The data of
 * this test have no series, each set of which is a revision; an event keeps its own.
 */
function shortened(value: unknown, printed: unknown): unknown {
  if (typeof value === 'string' && typeof printed === 'string') {
    const [first = '', ...rest] = printed.split('…')
    const last = rest.at(-1)
    const isAlike = last !== undefined && value.startsWith(first) && value.endsWith(last)
    return isAlike ? printed : value
  }
  if (!isObject(value) || !isObject(printed)) return value
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    key === 'revision' && !('event' in value)
      ? Number(one) + SERIES_SETS.length
      : shortened(one, printed[key])
  ])
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

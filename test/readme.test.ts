// The README stays true: its requests are sent, its answers compared, its table of settings is the
// one of the code.
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { SETTINGS } from '../src/config.ts'
import { LIMITS } from '../src/http/limits.ts'
import { buildTestApp } from './helpers/app.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const EXAMPLE = /```sh\n(curl [^\n]+)\n```\n\n```(csv|json)\n([\s\S]*?)```/g

t.test('each request gives the answer printed below it', async (t) => {
  const { app } = await buildTestApp(t, { data: 'starter' })
  const examples = [...readme.matchAll(EXAMPLE)]
  t.equal(examples.length, 5)
  for (const [, command = '', format, printed = ''] of examples) {
    const { body } = await run(app, command)
    if (format === 'csv') t.equal(body, printed, command)
    else t.same(withoutRandom(JSON.parse(body)), withoutRandom(JSON.parse(printed)), command)
  }
})

t.test('the table of settings is that of the code', async (t) => {
  const rows = SETTINGS.map(
    ({ name, default: value, description }) =>
      `| \`${name}\` | ${value === '' ? '' : `\`${value}\` `}| ${description} |`
  )
  t.ok(readme.includes(rows.join('\n')), 'README.md, section Settings')
})

t.test('the published limits are those of the code', async (t) => {
  const {
    pageRows,
    pageRowsMax,
    urlCharactersMax,
    listValuesMax,
    headersTimeoutMs,
    requestTimeoutMs,
    keepAliveTimeoutMs
  } = LIMITS
  const seconds = (milliseconds: number) => `${milliseconds / 1000} s`
  for (const row of [
    `| rows a page | ${pageRows}, at most ${pageRowsMax.toLocaleString('en')} |`,
    `| address | ${urlCharactersMax.toLocaleString('en')} characters |`,
    `| values in a list parameter | ${listValuesMax} |`,
    `| time for headers, for a whole request | ${seconds(headersTimeoutMs)}, ` +
      `${seconds(requestTimeoutMs)} |`,
    `| idle keep-alive connection | ${seconds(keepAliveTimeoutMs)} |`
  ]) {
    t.ok(readme.includes(row), row)
  }
})

/** Sends what the curl command would send. */
function run(app: FastifyInstance, command: string) {
  const [, address = ''] = /'http:\/\/localhost:3000([^']*)'/.exec(command) ?? []
  const [, name, value = ''] = /--data-urlencode '(\w+)=([^']*)'/.exec(command) ?? []
  return app.inject(name ? `${address}?${name}=${encodeURIComponent(value)}` : address)
}

/** Cursors and request ids are shortened in print. */
function withoutRandom(answer: { instance?: string; links?: { next: string | null } }) {
  if (answer.instance) return { ...answer, instance: '…' }
  return answer.links?.next
    ? {
        ...answer,
        links: { ...answer.links, next: answer.links.next.replace(/cursor=.*/, 'cursor=…') }
      }
    : answer
}

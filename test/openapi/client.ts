// `npm run test:client`: a client generated from the document by openapi-typescript, and a small use
// of it that has to pass the type check. The generator comes by npx, pinned, so that `npm ci` stays
// small.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const GENERATOR = 'openapi-typescript@7.13.0'
const DOCUMENT = fileURLToPath(new URL('../../openapi.yaml', import.meta.url))

/** Each line is what a client writes; what follows `@ts-expect-error` has to be refused. */
const USE = `
import type { components, operations, paths } from './client.js'

type Answer = paths['/v1/observations']['get']['responses'][200]['content']['application/json']
type Schemas = components['schemas']

export function unitsOf({ data }: Answer): Schemas['Unit'][] {
  return data.map(({ unit }) => unit)
}

export function nextOf({ links }: Answer): string | null {
  return links.next
}

export const query: operations['listObservations']['parameters']['query'] = {
  metric: ['goods_trade'],
  direction: ['none'],
  limit: 100
}

// @ts-expect-error a limit is a number
export const wrong: operations['listObservations']['parameters']['query'] = { limit: '100' }

export const claim: Schemas['ObservationBody'] = {
  metric: 'goods_trade',
  subject: 'KAZ',
  bound: 'exact',
  text: '$52.5 million',
  source: 'inform-kaz-2023'
}

// @ts-expect-error a bound is one of five words
export const bound: Schemas['Bound'] = 'roughly'

export const correction: Schemas['ObservationPatch'] = { bound: 'about', note: null }

export const headers: operations['correctObservation']['parameters']['header'] = {
  'if-match': '"1"',
  'idempotency-key': 'a name'
}

export function relationsOf(detail: Schemas['ObservationDetail']): string[] {
  return detail.relations.map(({ id }) => \`\${detail.id} \${id}\`)
}

export function problemOf(
  answer: paths['/v1/observations/{id}']['get']['responses'][404]
): Schemas['ProblemCode'] {
  return answer.content['application/problem+json'].code
}
`

const SETTINGS = {
  compilerOptions: { module: 'nodenext', target: 'esnext', strict: true, noEmit: true, types: [] },
  files: ['use.ts']
}

const folder = mkdtempSync(join(tmpdir(), 'corridor-client-'))
try {
  run('--yes', GENERATOR, DOCUMENT, '--output', join(folder, 'client.ts'))
  writeFileSync(join(folder, 'use.ts'), USE)
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(SETTINGS))
  run('tsc', '--project', folder)
} finally {
  rmSync(folder, { recursive: true })
}
console.log('The generated client passes the type check.')

/** Throws, and so fails the script, where the command does not exit with 0. */
function run(...words: string[]): void {
  execFileSync('npx', words, { stdio: 'inherit' })
}

// The options that both commands of the comparison share.
import { readFileSync } from 'node:fs'
import { type Expectation, readExpectations } from './expectations.ts'
import type { ReadOptions } from './reads.ts'

export const OPTIONS = {
  before: { type: 'string' },
  after: { type: 'string' },
  seed: { type: 'string', default: '20261128' },
  requests: { type: 'string', default: '500' },
  expect: { type: 'string' }
} as const

export type Given = { seed: string; requests: string; expect?: string | undefined }

export function readOptions({ seed, requests, expect }: Given): {
  read: ReadOptions
  expectations: Expectation[]
} {
  return {
    read: { seed: Number(seed), generated: Number(requests) },
    expectations: expect === undefined ? [] : readExpectations(readFileSync(expect, 'utf8'))
  }
}

/** Prints how to use the command, and ends the process. */
export function showUsage(usage: string): never {
  console.error(usage)
  process.exit(2)
}

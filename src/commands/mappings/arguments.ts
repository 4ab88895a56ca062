// The arguments of `npm run mappings`: one of its four commands.
import { statSync } from 'node:fs'
import { BUILT_IN_NAMES, type BuiltInName, findBuiltIn } from '../../mappings/names.ts'
import { ArgumentError } from '../shared/argument-error.ts'
import { defineCommand } from '../shared/command.ts'

export type MappingsCommand =
  | { does: 'list' }
  | { does: 'fields' }
  | { does: 'show'; name: BuiltInName }
  | { does: 'validate'; file: string }

export const MAPPINGS = defineCommand({
  script: 'mappings',
  does:
    'Shows the mappings by which files of other publishers become claims, and validates ' +
    'others.',
  usage: [
    'npm run -s mappings -- list',
    'npm run -s mappings -- show NAME',
    'npm run -s mappings -- validate FILE',
    'npm run -s mappings -- fields'
  ],
  words: {
    NAME: `For show: ${BUILT_IN_NAMES.join(', ')}. Its JSON is a good start for one of your own.`,
    FILE: 'For validate: a JSON file with a mapping. Each mistake is shown with its JSON pointer.'
  },
  options: {},
  notes: ['fields prints what a mapping can say. docs/mappings.md has examples.'],
  examples: [
    'npm run -s mappings -- show owid > office.json',
    'npm run -s mappings -- validate office.json'
  ],
  readArguments: ({ words }): MappingsCommand => {
    const [does, word, ...more] = words
    if (does === 'list' || does === 'fields') {
      if (word !== undefined) throw new ArgumentError(`${does} takes nothing more.`)
      return { does }
    }
    if (does === 'show' && more.length === 0) return { does, name: readName(word) }
    if (does === 'validate' && more.length === 0) return { does, file: readFile(word) }
    if (does === 'show' || does === 'validate') throw new ArgumentError(`${does} takes one word.`)
    throw new ArgumentError('Name a command: list, show, validate or fields.')
  }
})

function readName(word = ''): BuiltInName {
  const name = findBuiltIn(word)
  if (name) return name
  throw new ArgumentError(`show takes the name of a mapping: ${BUILT_IN_NAMES.join(', ')}.`)
}

function readFile(word: string | undefined): string {
  if (word === undefined) throw new ArgumentError('validate takes the path of a file.')
  if (statSync(word, { throwIfNoEntry: false })?.isFile()) return word
  throw new ArgumentError(`The file ${word} does not exist.`)
}

// The parameter `names` adds the names of the things that rows refer to.
import type { Snapshot } from '../db/store.ts'
import { NAME_LANGUAGES } from '../vocabularies.ts'
import { oneOf } from './parameters.ts'

export type Language = (typeof NAME_LANGUAGES)[number]

/**
 * Reads the names of everything that some rows refer to, in one go, and returns a function that
 * adds them to the items made of these rows.
 */
export type Naming = (
  snapshot: Snapshot,
  rows: readonly object[],
  language: Language
) => Promise<(item: object) => void>

export const namesQuery = {
  names: oneOf(
    NAME_LANGUAGES,
    'Adds the names of the things that ids refer to, such as `subject_name`, in this language. ' +
      'Countries have names in all languages, other things only in English, so `metric_name` is ' +
      'in English whatever the language. A missing name is given in English.',
    'en'
  ).optional()
}

/** The language of the names that a request asks for, also by naming them in `fields`. */
export function languageOf(
  names: Language | undefined,
  columns: readonly { isOptional: boolean }[] | undefined
): Language | undefined {
  return names ?? (columns?.some(({ isOptional }) => isOptional) ? 'en' : undefined)
}

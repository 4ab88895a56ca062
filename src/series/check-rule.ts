// Checks that the source named by a rule exists.
import type { Snapshot } from '../db/store.ts'
import { type Problem, refusedParameter } from '../http/problems.ts'
import { unknownId } from '../identifiers/explain-unknown.ts'
import { existingIds } from '../identifiers/queries.ts'
import { isListOfIds, severalIds } from '../identifiers/resolve-one.ts'
import { RULES, type Rule, SOURCE_PREFIX, sourceOf } from './rules.ts'

const ONE_RULE = {
  noun: 'source',
  parameter: 'rule',
  prefix: SOURCE_PREFIX,
  instead: 'Ask for each source alone; `source` of /v1/observations takes several.'
} as const

/** Throws a problem if the rule names several sources, or one that does not exist. */
export async function checkRule(snapshot: Snapshot, rule: Rule): Promise<void> {
  const source = sourceOf(rule)
  if (source === undefined) return
  if (isListOfIds(source)) throw await severalIds(snapshot, ONE_RULE, rule)
  if ((await existingIds(snapshot, 'source', [source])).length === 0)
    throw await unknownSource(snapshot, source)
}

async function unknownSource(snapshot: Snapshot, id: string): Promise<Problem> {
  const { message, allowed } = await unknownId(snapshot, 'source', id)
  // Ids have no blanks; a hint in words has some.
  const near = allowed.filter((one) => !one.includes(' ')).map((one) => SOURCE_PREFIX + one)
  const rules =
    near.length > 0 ? near : [...RULES, ...allowed.map((hint) => `${SOURCE_PREFIX} and ${hint}`)]
  return refusedParameter('rule', message, rules, { code: 'unknown_id' })
}

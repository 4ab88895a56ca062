// Reads the figure of a request: `stated` as it was printed, or `value` with its unit.
import type { Snapshot } from '../db/store.ts'
import { type ProblemError, parameterProblem, refusedParameter } from '../http/problems.ts'
import { resolveAll } from '../identifiers/resolve.ts'
import { EXACT, isExact } from '../numbers/decimals.ts'
import { halfUnit } from '../numbers/printed.ts'
import { areConvertible, baseOf, convertFigure, type UnitTraits } from '../units/convert.ts'
import { findKnownUnits, findUnitWords } from '../units/queries.ts'
import type { CountryCurrency } from './currency-queries.ts'
import type { FigureCheckQuery } from './query-schemas.ts'
import { multiply } from './stated/multiply.ts'
import { readStated, type Stated } from './stated/read-stated.ts'

type Counted = { unit: string; local: readonly CountryCurrency[] }

/**
 * The figure of a request, in the unit of the metric or in another currency. Throws a problem if
 * there is none, or if it cannot be read.
 */
export async function readGivenFigure(
  snapshot: Snapshot,
  { stated, value, unit }: FigureCheckQuery,
  { unit: counted, local }: Counted
): Promise<Stated> {
  const ways = ['stated as printed', `value in ${counted}`]
  if (stated !== undefined && value !== undefined)
    throw refusedParameter('value', 'Give either `stated` or `value`, not both.', ways)
  if (unit !== undefined && value === undefined)
    throw refusedParameter('unit', '`unit` belongs to `value`; `stated` names its own.', ways)
  if (value !== undefined) return readValue(snapshot, { value, unit, counted })
  if (stated === undefined)
    throw refusedParameter(
      'stated',
      `Give the figure to check: \`stated\` as it was printed, or \`value\` in ${counted}.`,
      ways
    )
  const units = await findKnownUnits(snapshot)
  const { unit: own, words } = await findUnitWords(snapshot, counted)
  const read = readStated(stated, {
    unit: own,
    words,
    units,
    local: local.map(({ currency }) => currency)
  })
  if ('value' in read) return read
  const error: ProblemError = { pointer: '/query/stated', ...read, meant: null }
  throw parameterProblem('invalid_parameter', [error])
}

type Given = { value: string; unit: string | undefined; counted: string }

/** `400,000,000` is meant as a number; the thousands of other texts are not sure. */
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const PLAIN = /^-?\d{1,19}(?:\.\d{1,20})?$/

function checkPlain(value: string): void {
  if (PLAIN.test(value) && isExact(value)) return
  if (PLAIN.test(value))
    throw refusedParameter('value', `A figure is ${EXACT}.`, [EXACT], { works: null })
  const message =
    'Expected a number in plain digits such as 52500000. For a figure as it was printed, such as ' +
    '$52.5 million, use `stated`.'
  const meant = GROUPED.test(value) ? value.replaceAll(',', '') : null
  const allowed = [meant ?? 'a number in plain digits']
  throw parameterProblem('invalid_parameter', [
    { pointer: '/query/value', message, allowed, meant }
  ])
}

async function readValue(snapshot: Snapshot, { value, unit, counted }: Given): Promise<Stated> {
  checkPlain(value)
  const figure = Number(value)
  const read = {
    text: value,
    value: figure,
    half: halfUnit(figure, value),
    bound: 'exact'
  } as const
  if (unit === undefined) return { ...read, currency: null }
  const { ids } = await resolveAll(snapshot, 'unit', 'unit', [unit])
  const units = await findKnownUnits(snapshot)
  const [from, to] = [units.find(ids[0] ?? unit), units.find(counted)]
  if (!from || !to) throw new Error(`no unit ${unit} or ${counted}, though it was found`)
  const text = `${value} ${from.id}`
  // Money stays in its currency, which the unit names.
  if (isMoney(from) && isMoney(to)) {
    const half = read.half * from.factor
    return { ...read, text, value: multiply(figure, from.factor), half, currency: baseOf(from) }
  }
  if (areConvertible(from, to)) {
    const half = (read.half * from.factor) / to.factor
    return { ...read, text, value: convertFigure(figure, from, to), half, currency: null }
  }
  const message = `The metric is counted in ${counted}, and ${from.id} does not convert to it.`
  const fitting = units.all().filter((one) => areConvertible(one, to))
  throw refusedParameter('unit', message, fitting.map(({ id }) => id).slice(0, UNITS_SHOWN_MAX))
}

const UNITS_SHOWN_MAX = 20

function isMoney({ kind }: UnitTraits): boolean {
  return kind === 'currency'
}

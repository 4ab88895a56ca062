// The wide layout of a list whose things hold points: one line for each thing, one column for each
// period. The columns depend on the rows, so a wide table is one page.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { narrowTo } from './chosen-fields.ts'
import { type Column, type CsvForm, columnsOf, toCsv } from './csv.ts'
import { sendCsv } from './csv-answer.ts'
import { answerName, listLinks, listMeta } from './envelope.ts'
import type { Links } from './links.ts'
import { oneOf } from './parameters.ts'
import { refusedParameter } from './problems.ts'

/** The most columns of periods that one table has. */
export const PERIODS_MAX = 1_000

/** Things as a wide table: `values` of each row has a value, or null, for each of the periods. */
export type Spread = { periods: string[]; rows: object[]; warnings: string[] }
export type WideLayout<Item> = {
  /** The schema of a row. The fields before `values` say what the row is about. */
  item: z.ZodObject
  spread: (items: Item[]) => Spread
}

/** The parameter of a list whose pages have at most `most` rows. */
export function layoutParameter(most: number) {
  return oneOf(
    ['long', 'wide'],
    '`wide` has one row for each series and one column for each period, as spreadsheets want it; ' +
      '`long` is the default. JSON then has `periods` beside `data`, and each row has its ' +
      '`values` in their order. Periods are written in their shortest form, those of each ' +
      'calendar together, in order of time. A cell is empty where there is no point, and for a ' +
      'range, which has no single value. `fields` chooses the columns before the periods. A ' +
      `table has at most ${PERIODS_MAX.toLocaleString('en')} periods. CSV without a \`limit\` ` +
      `has at most ${most} rows.`,
    'long'
  ).optional()
}

/** The answer with a wide page, as a component of its own. */
export function wideAnswer(operationId: string, item: z.ZodObject, most: number) {
  return z
    .object({
      data: z.array(item).max(most).meta({ description: 'The rows of this page.' }),
      periods: z
        .array(z.string())
        .max(PERIODS_MAX)
        .meta({
          description: 'The periods of the `values`, in their order.',
          examples: [['2022', '2023']]
        }),
      meta: listMeta,
      links: listLinks
    })
    .meta({
      id: answerName(`${operationId}Wide`),
      description: 'A page as a wide table: `layout=wide`.'
    })
}

/** The columns before the periods: those in `fields`, or all, with those of names if asked for. */
export function wideColumns(
  item: z.ZodObject,
  { fields, names }: { fields?: string[]; names?: string }
): Column[] {
  const columns = columnsOf(item).filter(({ name }) => name !== VALUES.name)
  if (!fields) return columns.filter(({ isOptional }) => !isOptional || names !== undefined)
  return fields.map((field) => {
    const column = columns.find(({ name }) => name === field)
    if (column) return column
    const message = `The wide layout has no column "${field}" before its periods.`
    throw refusedParameter(
      'fields',
      message,
      columns.map(({ name }) => name)
    )
  })
}

type Page = { rows: object[]; meta: { revision: number; warnings: string[] }; links: Links }
type Sent = { path: string; columns: Column[]; form: CsvForm }

/** Sends a page as a wide table. */
export function sendWide(
  reply: FastifyReply,
  { spread }: WideLayout<object>,
  page: Page,
  { path, columns, form }: Sent
): FastifyReply {
  const { periods, rows, warnings } = spread(page.rows)
  if (reply.request.format === 'csv') {
    const all = [...columns, ...periods.map(periodColumn)]
    const file = { path, revision: page.meta.revision }
    return sendCsv(reply, file, toCsv(rows, all, { header: true, form }))
  }
  const meta = { ...page.meta, warnings: [...page.meta.warnings, ...warnings] }
  const data = rows.map(narrowTo([...columns, VALUES]))
  // A text is sent as it is: the other schema of the route would fit an answer without rows.
  const answer = JSON.stringify({ data, periods, meta, links: page.links })
  return reply.type('application/json; charset=utf-8').send(answer)
}

const VALUES: Column = { name: 'values', path: ['values'], places: [['values']], isOptional: false }

function periodColumn(name: string, index: number): Column {
  return { name, path: ['values', String(index)], places: [], isOptional: false }
}

/** The problem of a file that would lack rows without saying so. */
export function notOneTable(most: number) {
  const message =
    'Not all rows fit into one wide table. Use more filters, or send `limit` and follow the ' +
    'header `Link`, which names the next table.'
  return refusedParameter('layout', message, [`layout=wide together with limit=${most}`], {
    lacks: { name: 'limit', value: String(most) }
  })
}

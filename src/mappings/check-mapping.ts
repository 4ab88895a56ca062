// Whether the fields of a mapping fit each other: what the schema of each field alone cannot see.
import type { Mapping } from './schema.ts'
import { columnKey, namesOf } from './table.ts'

/** What is wrong, and the JSON pointer to it. */
export type MappingIssue = { pointer: string; message: string }

export function checkMapping(mapping: Mapping): MappingIssue[] {
  return [
    ...checkPresence(mapping),
    ...checkColumns(mapping),
    ...checkSources(mapping),
    ...checkForecasts(mapping)
  ]
}

/**
 * Each needed field is told in one way: by a column, a constant, or the columns of a wide table.
 */
function checkPresence(mapping: Mapping): MappingIssue[] {
  const { wide, metric, subject, period, value } = mapping
  const isTold = (field: { column?: unknown; constant?: unknown }) =>
    field.column !== undefined || field.constant !== undefined
  const issues: MappingIssue[] = []
  const check = (field: 'metric' | 'subject' | 'period', told: boolean) => {
    if (wide?.field === field && told && field !== 'metric')
      issues.push({
        pointer: `/${field}`,
        message: `two columns for one field: /wide says the ${field} too`
      })
    if (wide?.field !== field && !told)
      issues.push({ pointer: `/${field}`, message: 'a column or a constant is missing' })
  }
  check('metric', isTold(metric) || metric.cases.length > 0)
  const entries = Object.values(metric.codes)
  const byCodes = entries.length > 0 && entries.every((entry) => entry.subject !== undefined)
  check('subject', isTold(subject) || byCodes)
  check('period', isTold(period))
  if (wide && value.column !== undefined)
    issues.push({
      pointer: '/value/column',
      message: 'two columns for one field: the columns of /wide hold the values'
    })
  if (!wide && value.column === undefined)
    issues.push({ pointer: '/value/column', message: 'the column of the figures is missing' })
  return issues
}

/** A column is one field; codes and names of the same thing may share one. */
function checkColumns(mapping: Mapping): MappingIssue[] {
  const fields = {
    '/metric/column': mapping.metric.column,
    '/subject/column': mapping.subject.column,
    '/partner/column': mapping.partner?.column,
    '/period/column': mapping.period.column,
    '/value/column': mapping.value.column
  }
  const owners = new Map<string, string>()
  const issues: MappingIssue[] = []
  for (const [pointer, column] of Object.entries(fields))
    for (const name of namesOf(column).map(columnKey)) {
      const other = owners.get(name)
      if (other !== undefined)
        issues.push({ pointer, message: `the column ${name} is ${other} already` })
      owners.set(name, pointer)
    }
  return issues
}

function checkSources({ metric, sources }: Mapping): MappingIssue[] {
  const ids = new Set(sources.map(({ id }) => id))
  const named = [
    ...Object.entries(metric.codes).map(([code, { source }]) => ({
      source,
      pointer: `/metric/codes/${code}/source`
    })),
    ...metric.cases.map(({ source }, index) => ({
      source,
      pointer: `/metric/cases/${index}/source`
    }))
  ]
  return named.flatMap(({ source, pointer }) =>
    source === undefined || ids.has(source)
      ? []
      : [{ pointer, message: `${source} is the id of no source of the mapping` }]
  )
}

function checkForecasts({ forecasts, status, wide }: Mapping): MappingIssue[] {
  if (!forecasts || (wide?.field === 'period' && status.forecast_columns !== undefined)) return []
  const message =
    'periods in columns, and /status/forecast_columns, are needed: they tell forecasts'
  return [{ pointer: '/forecasts', message }]
}

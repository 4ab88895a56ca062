// Makes projections of the forecasts of a file. They are held until the file names its edition,
// which often stands below the rows.
import type { Snapshot } from '../db/store.ts'
import type { RawRow, RowValues } from '../files/data-file.ts'
import type { Noun } from '../nouns.ts'
import { claimId } from './claim-id.ts'
import { hasEdition } from './edition-queries.ts'
import { matchPattern } from './patterns.ts'
import type { Mapping } from './schema.ts'
import type { Forecasts } from './schema-forecasts.ts'
import type { SkippedCounter } from './skipped.ts'
import { dateOf, sourceOf } from './sources.ts'

/** The last figure before the forecasts of a row. */
export type Base = { period: string; value: string; isEstimate: boolean; after: string }
/** A forecast in the form of a claim, and its base if the row has one. */
export type Forecast = { line: number; claim: RowValues; base: Base | undefined }
export type ForecastHolder = {
  hold: (forecasts: readonly Forecast[]) => void
  /**
   * The scenario, the sources and the projections of all held forecasts, parents first. `beside`
   * are the lines beside the rows, of which one names the edition.
   */
  release: (beside: readonly string[]) => AsyncGenerator<{ noun: Noun; rows: RawRow[] }>
}

/** More forecasts than a World Economic Outlook with all its indicators has. */
const HELD_MAX = 60_000
const ROWS_A_BATCH = 500
const BEYOND_PROJECTIONS = ['direction', 'mode', 'product']

/** Starts empty. Forecasts of a file without an edition are counted as skipped. */
export function holdForecasts(
  snapshot: Snapshot,
  mapping: Mapping,
  skipped: SkippedCounter
): ForecastHolder {
  const { forecasts } = mapping
  const held: Forecast[] = []
  const skip = ({ claim }: Forecast) => skipped.add([['forecast', String(claim['period'])]])
  return {
    hold(found) {
      for (const one of found) {
        // A projection has no column for these.
        const isPlain = BEYOND_PROJECTIONS.every((column) => one.claim[column] === null)
        if (isPlain && held.length < HELD_MAX) held.push(one)
        else skip(one)
      }
    },
    async *release(beside) {
      const [first] = held
      if (!first || !forecasts) return
      const edition = beside
        .map((text) => dateOf(matchPattern(forecasts.edition, text)?.[1]))
        .find((date) => date !== undefined)
      if (edition === undefined) return held.forEach(skip)
      const of = { mapping, forecasts, edition }
      const { line } = first
      if (!(await hasEdition(snapshot, 'scenario', scenarioId(of))))
        yield { noun: 'scenario', rows: [{ line, cells: scenarioRow(of) }] }
      for (const id of new Set(held.map(({ claim }) => String(claim['source']))))
        if (!(await hasEdition(snapshot, 'source', sourceId(id, edition))))
          yield { noun: 'source', rows: [{ line, cells: sourceRowOf(id, of) }] }
      for (let start = 0; start < held.length; start += ROWS_A_BATCH)
        yield {
          noun: 'projection',
          rows: projectionRows(held.slice(start, start + ROWS_A_BATCH), of)
        }
    }
  }
}

type Edition = { mapping: Mapping; forecasts: Forecasts; edition: string }

function scenarioId({ forecasts: { scenario }, edition }: Edition): string {
  return claimId([scenario.id, edition])
}

function sourceId(id: string, edition: string): string {
  return claimId([id, edition])
}

function scenarioRow(of: Edition): RowValues {
  const { name, description } = of.forecasts.scenario
  return { id: scenarioId(of), name: `${name}, ${of.edition}`, description }
}

function sourceRowOf(id: string, { mapping, edition }: Edition): RowValues {
  const { publisher, title, url, kind, license, note } = sourceOf(mapping, id) ?? {}
  return {
    id: sourceId(id, edition),
    publisher,
    title: `${title}, ${edition}`,
    url,
    published: edition,
    kind,
    license,
    note
  }
}

function projectionRows(held: readonly Forecast[], of: Edition): RawRow[] {
  const { forecasts, edition } = of
  const ids = `${forecasts.ids}${edition.replaceAll('-', '').slice(2)}`
  return held.map(({ line, claim, base }) => {
    const { metric, subject, partner, period, value, unit, text, attributed_to } = claim
    const notes = [claim['note'], base && noteOfBase(base)].filter((note) => note)
    return {
      line,
      cells: {
        id: claimId([ids, ...[metric, subject, partner, period].map((one) => one?.toString())]),
        metric,
        subject,
        partner,
        scenario: scenarioId(of),
        kind: 'forecast',
        base_period: base?.period ?? null,
        base_value: base?.value ?? null,
        target_period: period,
        value,
        unit,
        bound: 'exact',
        text,
        issued_on: edition,
        attributed_to,
        source: sourceId(String(claim['source']), edition),
        note: notes.length > 0 ? notes.join('; ') : null
      }
    }
  })
}

function noteOfBase({ isEstimate, after }: Base): string {
  return isEstimate
    ? `base is an estimate, actual figures end in ${after}`
    : 'base is an actual figure'
}

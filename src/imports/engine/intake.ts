// Takes rows into a revision. Collects refused cells and named ids over all rows, because an import
// is refused as a whole.
import { ne } from '../../db/orm.ts'
import { chunks } from '../../db/rows.ts'
import type { SeenIds } from '../../db/seen-ids.ts'
import type { Snapshot } from '../../db/store.ts'
import type { BadCell } from '../../db/tables/define.ts'
import type { RawRow } from '../../files/data-file.ts'
import type { Noun } from '../../nouns.ts'
import type { GivenFigures } from '../../units/given-figures.ts'
import type { Revision } from './make-revision.ts'
import { regroupRows } from './regroup-rows.ts'
import type { CountryFacts } from './storage/country-facts.ts'
import { addListItems } from './storage/list-items.ts'
import { renewNames } from './storage/renew-names.ts'
import { writeChunk } from './storage/write-chunk.ts'
import { type BadCells, badCells } from './validation/bad-cells.ts'
import { checkCorridors, type MovedLeg } from './validation/check-corridors.ts'
import { checkParents, type ParentPlace } from './validation/check-products.ts'
import { type KnownRows, knownRows } from './validation/known-rows.ts'
import { type Ahead, mentionsAhead } from './validation/mentions-ahead.ts'
import type { Names } from './validation/resolve-mentions.ts'
import { validateChunk } from './validation/validate-chunk.ts'

/** How many rows are looked up and compared at once. */
const CHUNK_ROWS = 200

/**
 * A complete data set, such as the starter data. It brings the countries. With `keepsOthers` it
 * leaves rows as they are that imports of other kinds have corrected or withdrawn.
 */
export type Edition = { countries: readonly CountryFacts[]; keepsOthers: boolean }
export type IntakeOptions = {
  edition?: Edition | undefined
  /** Receives every refused cell; the error carries only the first hundred. */
  onRefused?: ((cell: BadCell) => void) | undefined
  /** Figures that are converted already, by the id of the row. */
  given?: ReadonlyMap<string, GivenFigures> | undefined
}

/**
 * Where rows come from, and what they are. `isCopy` if they are changes of another service,
 * `hasMadeIds` if their ids are made of what they say.
 */
export type Taken = {
  file: string
  noun: Noun
  isCopy?: boolean | undefined
  hasMadeIds?: boolean | undefined
}

/** What an import knows while it takes rows in. */
export type Intake = {
  revision: Revision
  edition: Edition | undefined
  /** The countries of an edition that are not written yet: its first entities bring them. */
  countries: CountryFacts[]
  /** The revisions whose rows stay as they are. */
  keep: ReadonlySet<number>
  /** Rows left out because others have withdrawn them, each as `noun id`. */
  absent: Set<string>
  badCells: BadCells
  /** Figures of rows that were converted before the rows came, by the id of the row. */
  given: ReadonlyMap<string, GivenFigures>
  seen: SeenIds
  known: KnownRows
  names: Names
  /** Entities of an edition whose names are renewed when all of its rows are there. */
  renamed: Set<string>
  ahead: Ahead
  /** The parents of products that have been written. */
  parents: ParentPlace[]
  /** The legs that end elsewhere than before. */
  moved: MovedLeg[]
}

/**
 * Takes rows into a revision. `work` calls {@link takeRows}; afterwards the ids are resolved that
 * rows named before the rows with these ids came. Throws a DataError with the first refused cells.
 */
export async function takeIn(
  revision: Revision,
  seen: SeenIds,
  { edition, onRefused, given = new Map() }: IntakeOptions,
  work: (intake: Intake) => Promise<void>
): Promise<void> {
  const { snapshot, kind } = revision
  const bad = badCells(onRefused)
  const isWriting = () => bad.count() === 0
  const countries = edition?.countries ?? []
  const intake: Intake = {
    revision,
    edition,
    countries: [...countries],
    keep: edition?.keepsOthers ? await revisionsOfOthers(snapshot, kind) : new Set(),
    absent: new Set(),
    badCells: bad,
    given,
    seen,
    known: await knownRows(snapshot, { seen, isWriting, countries }),
    names: { place: new Map(), product: new Map() },
    renamed: new Set(),
    ahead: mentionsAhead(),
    parents: [],
    moved: []
  }
  await work(intake)
  // Without the rows that were not read, nobody knows which ids do not exist.
  if (bad.isFull()) throw bad.error()
  await resolveAhead(intake)
  if (bad.count() === 0) await checkParents(intake)
  if (bad.count() === 0) await checkCorridors(intake)
  if (bad.count() > 0) throw bad.error()
  await renewNames(snapshot, intake.renamed)
  await seen.end()
}

/**
 * Takes rows of one noun, some at a time, and reports each step, until too many are refused. `file`
 * is the name of the source in errors. The rows of an edition are taken all at once: some of its
 * rows name later ones, so which rows to leave out is known only at the end. So are units, which
 * are few: a unit may come before its base.
 */
export async function takeRows(
  intake: Intake,
  taken: Taken,
  batches: AsyncIterable<RawRow[]> | Iterable<RawRow[]>,
  onTaken: (rows: number) => void = () => {}
): Promise<void> {
  const { revision, badCells } = intake
  const take = async (rows: readonly RawRow[]) => {
    const passed = await validateChunk(intake, taken.file, taken.noun, rows)
    if (badCells.count() === 0) await writeChunk(intake, taken, passed)
    badCells.addRead(rows.length)
    onTaken(rows.length)
    await revision.breathe()
  }
  if (intake.edition === undefined && taken.noun !== 'unit') {
    for await (const chunk of regroupRows(batches, CHUNK_ROWS)) {
      await take(chunk)
      if (badCells.isFull()) return
    }
    return
  }
  const all: RawRow[] = []
  for await (const batch of batches) for (const row of batch) all.push(row)
  await take(all)
}

async function revisionsOfOthers(
  { db, tables: { imports } }: Snapshot,
  kind: string
): Promise<ReadonlySet<number>> {
  const { revision } = imports
  const others = await db.select({ revision }).from(imports).where(ne(imports.kind, kind))
  return new Set(others.map((row) => row.revision))
}

/**
 * Resolves the ids that were unknown when a row named them. All rows have come now, so an id that
 * is still unknown does not exist.
 */
async function resolveAhead({ revision, known, ahead, badCells }: Intake): Promise<void> {
  for (const waiting of chunks(ahead.waiting(), CHUNK_ROWS)) {
    await known.ask(waiting.flatMap(({ mentions }) => mentions))
    for (const { place, mentions } of waiting) {
      const absent = mentions.filter(({ to, id }) => !known.has(to, id))
      badCells.add(
        absent.map(({ column, id, expected }) => ({ ...place, column, value: id, expected }))
      )
    }
    await revision.breathe()
  }
  if (badCells.count() > 0) return
  for (const [noun, rows] of ahead.rows())
    for (const chunk of chunks(rows)) await addListItems(revision.snapshot, noun, chunk)
}

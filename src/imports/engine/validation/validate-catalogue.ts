// Validates rows of entities, products and units as a whole.
import type { ReadRow } from '../../../files/columns.ts'
import { composeProductId } from '../../../product-id.ts'
import { findRepeated } from './find-repeated.ts'
import type { KnownThings, Report } from './validate-row.ts'

export function validateEntity(row: ReadRow<'entity'>, known: KnownThings, report: Report): void {
  if (row.kind === 'country') {
    validateCountry(row, known, report)
    return
  }
  if (known.namesCountry(row.id))
    report('id', row.id, 'an id that is not the code of a country in upper or lower case')
  for (const code of findRepeated(row.countries)) report('countries', code, 'each country once')
  for (const member of findRepeated(row.members)) report('members', member, 'each member once')
  if (row.members.includes(row.id)) report('members', row.id, 'ids of other entities')
  if ((row.latitude === null) !== (row.longitude === null))
    report('longitude', row.longitude, 'both coordinates or none')
  if (Math.abs(row.latitude ?? 0) > 90) report('latitude', row.latitude, 'degrees from -90 to 90')
  if (Math.abs(row.longitude ?? 0) > 180)
    report('longitude', row.longitude, 'degrees from -180 to 180')
}

/** A file changes only the name of a country. Other cells may be as answers show them. */
function validateCountry(
  row: ReadRow<'entity'>,
  { isCountry, country }: KnownThings,
  report: Report
): void {
  if (!isCountry(row.id)) report('id', row.id, 'an ISO 3166-1 alpha-3 code')
  const shown = { countries: row.id, ...country(row.id), members: '', note: '' }
  for (const column of ['countries', 'latitude', 'longitude', 'members', 'note'] as const) {
    const given = String(row[column] ?? '')
    if (given !== '' && given !== String(shown[column] ?? ''))
      report(column, row[column], 'nothing, because only the name of a country is used')
  }
}

/** Imports check afterwards that parents lead to a product without one. */
export function validateProduct(
  { id, scheme, code, parent }: ReadRow<'product'>,
  report: Report
): void {
  const own = composeProductId(scheme, code)
  if (id !== own) report('id', id, `${own}, because the id of a product is its scheme and code`)
  if (parent === id) report('parent', parent, 'another product, or nothing')
  else if (parent !== null && !parent.startsWith(`${scheme}-`))
    report('parent', parent, `a product of the same scheme, as ${scheme}-…, or nothing`)
}

/** Bases have no base: so two units convert if they have the same one. */
export function validateUnit(
  { id, kind, base, factor }: ReadRow<'unit'>,
  { units }: KnownThings,
  report: Report
): void {
  const other = units.findAlike(id)
  if (other && other.id !== id) report('id', id, `another id than ${other.id} in another case`)
  if (base === null) {
    if (factor !== 1) report('factor', factor, '1, because a unit without a base is a base itself')
    return
  }
  const found = units.find(base)
  if (base === id) report('base', base, 'another unit, or nothing if it is a base itself')
  else if (found && found.base !== null)
    report('base', base, `a unit that is a base itself, such as ${found.base}, the base of ${base}`)
  else if (found && found.kind !== kind)
    report('base', base, `a unit of the same kind, ${kind}; ${base} is a unit of ${found.kind}`)
}

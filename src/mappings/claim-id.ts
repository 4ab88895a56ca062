// Ids of claims from what they say, so that the same file again changes nothing and a newer edition
// corrects.
import { createHash } from 'node:crypto'

const ID_MAX = 100
const DIGEST = 12
const CODE_DIGEST = 8
const NO_ID = /[^A-Za-z0-9_.]+/g

/** `worldbank-gdp-PAK-2023`: parts that are empty are left out. A long id ends with a digest. */
export function claimId(parts: readonly (string | null | undefined)[]): string {
  const given = parts.filter((part) => part !== null && part !== undefined && part !== '')
  const id = given.map((part) => idPart(String(part))).join('-')
  if (id.length <= ID_MAX) return id
  const digest = digestOf(given.join('\n'), DIGEST)
  return `${id.slice(0, ID_MAX - DIGEST - 1).replace(/[-_.]+$/, '')}-${digest}`
}

/**
 * A code as a part of an id, in small letters. A code that loses more than blanks and capitals,
 * such as `A+B` or `Экспорт`, gets a digest, so that two codes do not become one.
 */
export function codePart(code: string): string {
  const part = idPart(code).toLowerCase()
  const plain = code.trim().replaceAll(/\s+/g, '-').toLowerCase()
  if (part === plain) return part
  return [part, digestOf(code.trim(), CODE_DIGEST)].filter((one) => one !== '').join('-')
}

/** A text as a part of an id: letters and digits with single signs between them. */
function idPart(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(NO_ID, '-')
    .replaceAll(/([-_.])[-_.]+/g, '$1')
    .replaceAll(/^[-_.]+|[-_.]+$/g, '')
}

function digestOf(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}

// The forms that several settings have.
import { isIP } from 'node:net'
import { z } from 'zod'

/** A whole number within bounds. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${minimum} to ${maximum}`)
    .transform(Number)
    .pipe(
      z
        .int()
        .min(minimum, `a whole number from ${minimum} to ${maximum}`)
        .max(maximum, `a whole number from ${minimum} to ${maximum}`)
    )
/** A port, or nothing. */
export const portOrNone = z
  .string()
  .regex(/^\d{0,5}$/, 'a whole number from 0 to 65535, or nothing')
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((port) => port === null || port <= 65_535, 'a whole number from 0 to 65535, or nothing')
/** `on` or `off`. */
export const onOff = z.enum(['on', 'off'], 'on or off').transform((value) => value === 'on')

/** The address of an API or a hook of others. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: 'a web address that begins with http:// or https://' })
  .refine((address) => !/[?#@]/.test(address), 'a web address without ?, # and @')

/** A header as it stands in a request, by its name. */
export const header = z
  .string()
  .regex(/^$|^[\w-]+: *\S.*$/, 'a name, a colon and a value, such as Fastly-Key: abc')
  .transform((text): Record<string, string> => {
    const [name = '', ...value] = text.split(':')
    return name === '' ? {} : { [name]: value.join(':').trim() }
  })

/** An origin: links of answers begin with a slash, so the service has no path before it. */
export const publicAddress = z
  .string()
  .regex(
    /^$|^https?:\/\/(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?\/?$/,
    'http:// or https://, a host and perhaps a port, such as https://metrics.example.org'
  )
  .transform((address) => address.replace(/\/$/, ''))

/** Splits a list at its commas. */
export const splitList = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** Whether a text is an address, or a range of them in CIDR form. */
export function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
  )
}

/** Throws a RangeError if there are no numbers or if one of them is not finite. */
export function checkNumbers(values: readonly number[]): void {
  if (values.length === 0) throw new RangeError('a series needs at least one value')
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0)
    throw new RangeError(`value ${bad + 1} of the series is ${values[bad]}, not a finite number`)
}

/** Throws a RangeError unless the number is whole and within the bounds. */
export function checkWhole(name: string, value: number, minimum: number, maximum: number): void {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return
  throw new RangeError(`${name} is ${value}, not a whole number from ${minimum} to ${maximum}`)
}

/**
 * Throws a RangeError if a bound is given but not a number, or if the minimum is above the maximum.
 */
export function checkRange(
  minimum = Number.NEGATIVE_INFINITY,
  maximum = Number.POSITIVE_INFINITY
): void {
  if (minimum <= maximum) return
  throw new RangeError(`minimum ${minimum} and maximum ${maximum} leave no room between them`)
}

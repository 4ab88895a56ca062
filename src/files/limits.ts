// How much of what cannot be taken an error shows: whoever wrote it knows it by its beginning.

export const VALUE_CHARACTERS_SHOWN = 1_000
/** Of a whole row, or of a value of an object. */
export const ROW_CHARACTERS_SHOWN = 100
/** Cells of one row that are named. */
export const CELLS_NAMED_MAX = 100

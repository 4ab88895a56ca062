// How much of a refused value an error shows: the sender recognises it by its beginning.

export const VALUE_CHARACTERS_SHOWN = 1_000
/** The limit for a whole row, and for a value of a JSON object. */
export const ROW_CHARACTERS_SHOWN = 100
/** A file is not read further after so many refused rows: more of them tell its sender no more. */
export const REFUSED_ROWS_MAX = 10_000
/** How many cells of one row an error names. */
export const CELLS_NAMED_MAX = 100

/**
 * Counts up when the rules find something else in the same claims: then what is stored is checked
 * anew.
 */
export const DETECTOR = 1

export const sample = "ä";

/** The text with a capital where it begins: for words that stand at the start of a sentence or alone. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

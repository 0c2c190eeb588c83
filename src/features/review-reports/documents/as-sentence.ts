/** A line that stands before other sentences, with a full stop where it has no ending of its own. */
export const asSentence = (line: string): string =>
  /[.!?…]["'”’)]*$/.test(line.trim()) ? line.trim() : `${line.trim()}.`;

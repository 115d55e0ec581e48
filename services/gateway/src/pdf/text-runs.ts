/** A piece of text in one writing, in one font. */
export interface TextRun {
  readonly text: string;
  readonly writing: 'latin' | 'latinExt' | 'arabic';
}

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/;
const LETTER = /\p{L}/u;

/** What the file of the first Latin letters has: Latin-1, and some signs. */
const LATIN =
  /[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212\u2215]/;

function writingOf(letter: string): TextRun['writing'] {
  if (ARABIC.test(letter)) return 'arabic';
  return LATIN.test(letter) ? 'latin' : 'latinExt';
}

/** Whether a text is read from right to left: its first letter is Arabic. */
export function isRightToLeft(text: string): boolean {
  return ARABIC.test(Array.from(text).find((letter) => LETTER.test(letter)) ?? '');
}

/** The runs of a text from left to right, as they stand on paper: in a text from right to left the first run is the last. A space belongs to the run before it. */
export function runsOf(text: string): TextRun[] {
  const runs: { text: string; writing: TextRun['writing'] }[] = [];
  for (const letter of text) {
    const before = runs.at(-1);
    const writing = letter === ' ' && before ? before.writing : writingOf(letter);
    if (before?.writing === writing) before.text += letter;
    else runs.push({ text: letter, writing });
  }
  return isRightToLeft(text) ? runs.toReversed() : runs;
}

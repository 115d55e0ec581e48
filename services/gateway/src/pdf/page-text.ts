import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isRightToLeft, runsOf, type TextRun } from './text-runs.js';

/** Points of a PDF in a millimetre. */
export const POINTS_PER_MM = 72 / 25.4;
const ELLIPSIS = '…';

const files = createRequire(import.meta.url);
const fontFile = (name: string): Buffer => readFileSync(files.resolve(`@fontsource/${name}.woff`));
const FONTS: Readonly<Record<string, string>> = {
  latin: 'inter/files/inter-latin-400-normal',
  latinExt: 'inter/files/inter-latin-ext-400-normal',
  arabic: 'noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal',
  'latin-bold': 'inter/files/inter-latin-600-normal',
};

type Doc = PDFKit.PDFDocument;
/** An empty list of features keeps the words of a run together, so that Arabic is laid out as a whole. */
const AS_A_WHOLE = { lineBreak: false, features: [] as never[] };

const fontOf = ({ writing }: TextRun, bold: boolean): string => (bold && writing === 'latin' ? 'latin-bold' : writing);

/** Width of a text in points. */
export function widthOf(doc: Doc, text: string, size: number, bold = false): number {
  return runsOf(text).reduce(
    (sum, run) => sum + doc.font(fontOf(run, bold)).fontSize(size).widthOfString(run.text, AS_A_WHOLE),
    0,
  );
}

/** Writes a line of text into a width, right-bound where it is read from right to left. */
export function writeLine(
  doc: Doc,
  text: string,
  box: { x: number; y: number; width: number; size: number; bold?: boolean },
): void {
  const { y, width, size, bold = false } = box;
  let x = box.x + (isRightToLeft(text) ? width - widthOf(doc, text, size, bold) : 0);
  for (const run of runsOf(text)) {
    doc.font(fontOf(run, bold)).fontSize(size);
    const ascender = 0.78 * size; // one line for all fonts
    doc.text(run.text, x, y + ascender, { ...AS_A_WHOLE, baseline: 'alphabetic' });
    x += doc.widthOfString(run.text, AS_A_WHOLE);
  }
}

/** The lines of a name in a width, as many as fit; the last one ends with an ellipsis where the name goes on. */
export function linesOf(doc: Doc, name: string, width: number, size: number, most: number): string[] {
  const fits = (text: string): boolean => widthOf(doc, text, size) <= width;
  const lines: string[] = [];
  let rest = name.trim();
  while (rest !== '' && lines.length < most) {
    const words = rest.split(/\s+/);
    let taken = words.length;
    while (taken > 1 && !fits(words.slice(0, taken).join(' '))) taken -= 1;
    const line = words.slice(0, taken).join(' ');
    rest = words.slice(taken).join(' ');
    const isCut = !fits(line) || (rest !== '' && lines.length + 1 === most);
    lines.push(isCut ? shortened(line, fits) : line);
  }
  return lines;
}

function shortened(line: string, fits: (text: string) => boolean): string {
  let letters = Array.from(line);
  while (letters.length > 1 && !fits(letters.join('') + ELLIPSIS)) letters = letters.slice(0, -1);
  return letters.join('') + ELLIPSIS;
}

/** Makes the faces of the pages known to a document, each file for the writing that it has. */
export function registerFonts(doc: Doc): void {
  for (const [name, file] of Object.entries(FONTS)) doc.registerFont(name, fontFile(file));
}

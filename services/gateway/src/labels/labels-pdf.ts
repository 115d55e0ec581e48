import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { barsOf, modulesOf } from './barcode-bars.js';
import { LABEL_FORMATS, placeOf, type LabelFormat, type LabelFormatName } from './label-formats.js';
import { isRightToLeft, runsOf, type TextRun } from './text-runs.js';

/** What is on a label. */
export interface Label {
  readonly name: string;
  /** The price as on the tag, with its currency, and the unit that it is for where it is sold by measure. */
  readonly price: string;
  readonly sku: string;
  /** What is printed as bars: a barcode of the product, or its SKU. */
  readonly code: string;
}

const POINTS_PER_MM = 72 / 25.4;
const PADDING_MM = 2;
/** White that scanners need before and after the bars, modules. */
const QUIET_MODULES = 10;
/** A module is no wider than this: bars of short codes need not fill the label. */
const MAX_MODULE_MM = 0.35;
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
function widthOf(doc: Doc, text: string, size: number, bold = false): number {
  return runsOf(text).reduce(
    (sum, run) => sum + doc.font(fontOf(run, bold)).fontSize(size).widthOfString(run.text, AS_A_WHOLE),
    0,
  );
}

/** Writes a line of text into a width, right-bound where it is read from right to left. */
function writeLine(
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
function linesOf(doc: Doc, name: string, width: number, size: number, most: number): string[] {
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

function drawBars(doc: Doc, code: string, box: { x: number; y: number; width: number; height: number }): void {
  const bars = barsOf(code);
  const modules = modulesOf(bars) + 2 * QUIET_MODULES;
  const module = Math.min(box.width / modules, MAX_MODULE_MM * POINTS_PER_MM);
  const x = box.x + (box.width - module * modules) / 2 + QUIET_MODULES * module;
  for (const { at, width } of bars) doc.rect(x + at * module, box.y, width * module, box.height);
  doc.fill('black');
}

function drawLabel(
  doc: Doc,
  { name, price, sku, code }: Label,
  at: { x: number; y: number },
  format: LabelFormat,
): void {
  const small = format.heightMm < 25;
  const padding = PADDING_MM * POINTS_PER_MM;
  const [x, width] = [at.x + padding, format.widthMm * POINTS_PER_MM - 2 * padding];
  const bottom = at.y + format.heightMm * POINTS_PER_MM - padding / 2;
  const [nameSize, priceSize, skuSize] = small ? [6, 8, 5] : [8, 12, 6];
  let y = at.y + padding / 2;
  for (const line of linesOf(doc, name, width, nameSize, small ? 1 : 2)) {
    writeLine(doc, line, { x, y, width, size: nameSize });
    y += nameSize * 1.25;
  }
  writeLine(doc, price, { x, y, width, size: priceSize, bold: true });
  y += priceSize * 1.2;
  const text = code === sku ? sku : `${sku}  ${code}`;
  const textSize = Math.min(skuSize, (skuSize * width) / widthOf(doc, text, skuSize));
  writeLine(doc, text, { x, y: bottom - textSize * 1.2, width, size: textSize });
  const quietX = at.x; // the white around the bars may reach into the padding
  drawBars(doc, code, { x: quietX, y, width: width + 2 * padding, height: bottom - textSize * 1.5 - y });
}

/** Labels as a PDF, one after the other; the first `first` places of the first sheet are left free. It keeps its thread busy. */
export async function labelsPdf(labels: readonly Label[], paper: LabelFormatName, first = 0): Promise<Buffer> {
  const format = LABEL_FORMATS[paper];
  const size: [number, number] = [format.pageWidthMm * POINTS_PER_MM, format.pageHeightMm * POINTS_PER_MM];
  const doc = new PDFDocument({ size, margin: 0, autoFirstPage: false, info: { Title: 'Labels' } });
  const written = buffer(doc);
  for (const [name, file] of Object.entries(FONTS)) doc.registerFont(name, fontFile(file));
  let pages = 0;
  for (const [at, label] of labels.entries()) {
    const { page, xMm, yMm } = placeOf(format, at, first);
    if (page >= pages) {
      doc.addPage();
      pages += 1;
    }
    drawLabel(doc, label, { x: xMm * POINTS_PER_MM, y: yMm * POINTS_PER_MM }, format);
  }
  doc.end();
  return written;
}

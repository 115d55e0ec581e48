import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { barsOf, modulesOf } from './barcode-bars.js';
import { LABEL_FORMATS, placeOf, type LabelFormat, type LabelFormatName } from './label-formats.js';
import { linesOf, POINTS_PER_MM, registerFonts, widthOf, writeLine } from '../pdf/page-text.js';

/** What is on a label. */
export interface Label {
  readonly name: string;
  /** The price as on the tag, with its currency, and the unit that it is for where it is sold by measure. */
  readonly price: string;
  readonly sku: string;
  /** What is printed as bars: a barcode of the product, or its SKU. */
  readonly code: string;
}

const PADDING_MM = 2;
/** White that scanners need before and after the bars, modules. */
const QUIET_MODULES = 10;
/** A module is no wider than this: bars of short codes need not fill the label. */
const MAX_MODULE_MM = 0.35;

type Doc = PDFKit.PDFDocument;

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
  registerFonts(doc);
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

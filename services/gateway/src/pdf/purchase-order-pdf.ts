import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { decimalOf, decimalQuantity, type Currency, type Unit } from '@comptoir/contracts';
import { linesOf, POINTS_PER_MM, registerFonts, widthOf, writeLine } from './page-text.js';
import { PURCHASE_ORDER_WORDS, type PaperLanguage, type PurchaseOrderWords } from './purchase-order-words.js';
import { isRightToLeft } from './text-runs.js';

/** A purchase order as it is printed; costs are absent for whoever may not see them. Minor units and smallest units. */
export interface PaperOrder {
  readonly number: string;
  readonly state: string;
  readonly supplierName: string;
  /** Lines under the name of the supplier: address, telephone and the like. */
  readonly supplierLines: readonly string[];
  readonly companyName: string;
  /** Lines under the name of the company: its numbers. */
  readonly companyLines: readonly string[];
  readonly placeLines: readonly string[];
  readonly day: string;
  readonly expectedDay?: string;
  readonly note?: string;
  readonly currency: Currency;
  readonly totalExpectedCostMinor?: number;
  readonly lines: readonly {
    readonly name: string;
    readonly sku: string;
    readonly catalogNumber?: string;
    readonly quantity: number;
    readonly unit: Unit;
    readonly quantityDecimals: number;
    readonly expectedCostMinor?: number;
  }[];
}

type Doc = PDFKit.PDFDocument;
const A4 = { width: 210 * POINTS_PER_MM, height: 297 * POINTS_PER_MM };
const MARGIN = 18 * POINTS_PER_MM;
const WIDTH = A4.width - 2 * MARGIN;
/** What the number at the foot of a page takes. */
const FOOT = 12 * POINTS_PER_MM;
const SIZE = 9;
const LINE = SIZE * 1.4;

interface Column {
  readonly head: string;
  readonly x: number;
  readonly width: number;
  readonly isFigure: boolean;
  readonly text: (line: PaperOrder['lines'][number]) => string;
}

/** A page that is read from the left or from the right: places are counted from the side where reading begins. */
class Sheet {
  y = MARGIN;

  constructor(
    readonly doc: Doc,
    private readonly rightToLeft: boolean,
  ) {}

  /** Writes one line of text; figures stand at the far end of their box, texts where reading begins. */
  write(text: string, box: { x: number; width: number; size?: number; bold?: boolean; isFigure?: boolean }): void {
    const { width, size = SIZE, bold = false, isFigure = false } = box;
    const x = MARGIN + (this.rightToLeft ? WIDTH - box.x - width : box.x);
    const own = Math.min(widthOf(this.doc, text, size, bold), width);
    const atRight = this.rightToLeft !== isFigure;
    const gap = width - own;
    // a line of Arabic is bound to the right of the width that it is given
    const left = isRightToLeft(text)
      ? { x: x + (atRight ? 0 : -gap), width }
      : { x: x + (atRight ? gap : 0), width: own };
    writeLine(this.doc, text, { ...left, y: this.y, size, bold });
  }

  rule(): void {
    this.doc
      .moveTo(MARGIN, this.y)
      .lineTo(MARGIN + WIDTH, this.y)
      .lineWidth(0.5)
      .stroke('#999999');
    this.doc.fillColor('black');
    this.y += 3;
  }

  hasRoom(height: number): boolean {
    return this.y + height <= A4.height - MARGIN - FOOT;
  }

  nextPage(): void {
    this.doc.addPage();
    this.y = MARGIN;
  }
}

function columnsOf(order: PaperOrder, words: PurchaseOrderWords): Column[] {
  const { currency, lines } = order;
  const costs = order.totalExpectedCostMinor !== undefined;
  const numbers = lines.some(({ catalogNumber }) => catalogNumber !== undefined);
  const after = [
    ...(numbers
      ? [
          {
            head: words.yourNumber,
            width: 85,
            isFigure: false,
            text: (line: PaperOrder['lines'][number]) => line.catalogNumber ?? '',
          },
        ]
      : []),
    {
      head: words.quantity,
      width: 65,
      isFigure: true,
      text: (line: PaperOrder['lines'][number]) => quantityOf(line, words),
    },
    ...(costs
      ? [
          {
            head: words.unitCost,
            width: 95,
            isFigure: true,
            text: (line: PaperOrder['lines'][number]) => unitCostOf(line, currency),
          },
          {
            head: words.amount,
            width: 90,
            isFigure: true,
            text: (line: PaperOrder['lines'][number]) => decimalOf(line.expectedCostMinor ?? 0, currency),
          },
        ]
      : []),
  ];
  const taken = after.reduce((total, { width }) => total + width, 0);
  const product = { head: words.product, x: 0, width: WIDTH - taken, isFigure: false, text: () => '' };
  let x = product.width;
  return [
    product,
    ...after.map((column) => {
      const placed = { ...column, x };
      x += column.width;
      return placed;
    }),
  ];
}

function quantityOf(
  { quantity, unit, quantityDecimals }: PaperOrder['lines'][number],
  words: PurchaseOrderWords,
): string {
  const figure = decimalQuantity(quantity, quantityDecimals);
  return unit === 'piece' ? figure : `${figure} ${words.units[unit]}`;
}

/** What a whole unit is expected to cost, rounded to whole minor units: to be shown, not to be added up. */
function unitCostOf(
  { expectedCostMinor = 0, quantity, quantityDecimals }: PaperOrder['lines'][number],
  currency: Currency,
): string {
  return decimalOf(Math.round((expectedCostMinor * 10 ** quantityDecimals) / quantity), currency);
}

function writeHead(sheet: Sheet, order: PaperOrder, words: PurchaseOrderWords): void {
  const half = WIDTH / 2;
  const mark = order.state === 'draft' ? words.draft : order.state === 'cancelled' ? words.cancelled : undefined;
  sheet.write(order.companyName, { x: 0, width: half, size: 12, bold: true });
  sheet.write(words.title, { x: half, width: half, size: 14, bold: true, isFigure: true });
  sheet.y += 20;
  const right = [order.number, `${words.day} ${order.day}`, ...(mark ? [mark] : [])];
  const top = sheet.y;
  for (const line of order.companyLines) {
    sheet.write(line, { x: 0, width: half });
    sheet.y += LINE;
  }
  const below = sheet.y;
  sheet.y = top;
  for (const line of right) {
    sheet.write(line, { x: half, width: half, isFigure: true });
    sheet.y += LINE;
  }
  sheet.y = Math.max(below, sheet.y) + LINE;
  const boxes = [
    { x: 0, head: words.supplier, lines: [order.supplierName, ...order.supplierLines] },
    { x: half, head: words.deliverTo, lines: order.placeLines },
  ];
  const boxTop = sheet.y;
  let bottom = boxTop;
  for (const { x, head, lines } of boxes) {
    sheet.y = boxTop;
    sheet.write(head, { x, width: half, bold: true });
    for (const line of lines) {
      sheet.y += LINE;
      sheet.write(line, { x, width: half - 10 });
    }
    bottom = Math.max(bottom, sheet.y + LINE);
  }
  sheet.y = bottom + LINE / 2;
  const facts = [
    order.expectedDay && `${words.expected} ${order.expectedDay}`,
    order.note && `${words.note} : ${order.note}`,
  ];
  for (const fact of facts.filter((one) => one !== undefined && one !== ''))
    for (const line of linesOf(sheet.doc, fact as string, WIDTH, SIZE, 20)) {
      sheet.write(line, { x: 0, width: WIDTH });
      sheet.y += LINE;
    }
  sheet.y += LINE / 2;
}

function writeColumnHeads(sheet: Sheet, columns: readonly Column[]): void {
  for (const { head, x, width, isFigure } of columns)
    sheet.write(head, { x, width: width - 5, size: SIZE - 1, bold: true, isFigure });
  sheet.y += LINE;
  sheet.rule();
}

/** A purchase order as a PDF of A4 pages, in the language of the reader. It keeps its thread busy. */
export async function purchaseOrderPdf(order: PaperOrder, language: PaperLanguage): Promise<Buffer> {
  const words = PURCHASE_ORDER_WORDS[language];
  const doc = new PDFDocument({
    size: [A4.width, A4.height],
    margin: 0,
    bufferPages: true,
    info: { Title: `${words.title} ${order.number}` },
  });
  const written = buffer(doc);
  registerFonts(doc);
  const sheet = new Sheet(doc, language === 'ar');
  const columns = columnsOf(order, words);
  writeHead(sheet, order, words);
  writeColumnHeads(sheet, columns);
  for (const line of order.lines) {
    const [product, ...others] = columns as [Column, ...Column[]];
    const names = linesOf(doc, line.name, product.width - 5, SIZE, 3);
    const height = (names.length + 1) * LINE;
    if (!sheet.hasRoom(height)) {
      sheet.nextPage();
      writeColumnHeads(sheet, columns);
    }
    const top = sheet.y;
    for (const { x, width, isFigure, text } of others) sheet.write(text(line), { x, width: width - 5, isFigure });
    for (const name of names) {
      sheet.write(name, { x: 0, width: product.width - 5 });
      sheet.y += LINE;
    }
    sheet.write(line.sku, { x: 0, width: product.width - 5, size: SIZE - 2 });
    sheet.y = top + height;
  }
  if (!sheet.hasRoom(2 * LINE)) sheet.nextPage();
  sheet.rule();
  if (order.totalExpectedCostMinor !== undefined) {
    const amount = `${decimalOf(order.totalExpectedCostMinor, order.currency)} ${order.currency}`;
    sheet.write(`${words.total} `, { x: 0, width: WIDTH - 150, bold: true });
    sheet.write(amount, { x: WIDTH - 150, width: 145, bold: true, isFigure: true });
  }
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    sheet.y = A4.height - MARGIN;
    sheet.write(words.page(page + 1, count), { x: 0, width: WIDTH, size: SIZE - 1, isFigure: true });
  }
  doc.end();
  return written;
}

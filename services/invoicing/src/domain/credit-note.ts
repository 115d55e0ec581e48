import {
  decimalQuantity,
  invoicingErrors,
  shareOf,
  sum,
  totalsByRate,
  totalsOf,
  totalsOfReturn,
  type CommandContext,
} from '@comptoir/contracts';
import { toRecord, type Issued } from './invoice.js';
import type {
  CreditedLine,
  CreditsRecord,
  InvoiceLine,
  InvoiceRecord,
  IssueCreditNote,
  SeriesRecord,
} from './records.js';
import { draw, seriesName } from './series.js';
import { withinSafe } from './totals.js';

/** What a credit note is decided on: the document of the sale, what was credited of it, the counter. */
export interface CreditNoteState {
  readonly original: InvoiceRecord | null;
  readonly credits: CreditsRecord | null;
  readonly series: SeriesRecord | null;
}

/**
 * Issues the credit note of a correction: buyer, currency, names and prices are the original's; the seller is the store that
 * took the goods in, which draws the number from its own series. Refuses an unknown
 * sale (`invoice.unknown`), a correction that has its note (`invoice.correction-already-credited`), more than is left of any
 * line (`invoice.credited-too-much`), and amounts that are not the share of these units (`invoice.totals-wrong`).
 */
export function decideIssueCreditNote(
  state: CreditNoteState,
  input: IssueCreditNote,
  moment: CommandContext,
): Issued & { readonly credits: CreditsRecord } {
  const { original, credits } = state;
  const { invoiceId, saleId, correctionId, businessDay } = input;
  if (!original || !credits)
    throw invoicingErrors.invoiceUnknown('This sale has no document that could be corrected.', { saleId });
  const earlier = credits.notes.find((note) => note.correctionId === correctionId);
  if (earlier) {
    throw invoicingErrors.correctionAlreadyCredited(`This correction has its credit note already: ${earlier.number}.`, {
      ...earlier,
    });
  }
  const lines = printed(original, input, credits.lines);
  const credited = addCredits(original, credits.lines, lines);
  const drawn = draw(state.series, creditSeriesOf(original, input), moment.now, businessDay);
  const { buyer, currency, pricesIncludeTax, orderId, number } = original;
  const note = toRecord(
    invoiceId,
    {
      type: 'CREDIT_NOTE',
      original: false,
      saleId,
      orderId,
      correctionId,
      corrects: { invoiceId: original._id, number },
      seller: input.seller ?? original.seller,
      buyer,
      currency,
      pricesIncludeTax,
      lines,
      ...totalsOf(lines),
      taxByRate: totalsByRate(lines),
    },
    drawn,
    moment,
  );
  const notes = [...credits.notes, { correctionId, invoiceId, number: drawn.number }];
  return { invoice: note, draw: drawn, credits: { ...credits, version: credits.version + 1, lines: credited, notes } };
}

/** Series of a credit note: that of the store which issues it. */
export function creditSeriesOf(
  original: InvoiceRecord,
  { seller = original.seller, businessDay }: Pick<IssueCreditNote, 'seller' | 'businessDay'>,
): string {
  return seriesName(seller.storeCode, 'CREDIT_NOTE', businessDay);
}

/**
 * The lines as printed: the original's words and prices, the correction's quantities and amounts. Those are cumulative
 * shares of the line, in the order in which its units come back, so that all of its notes add up to it.
 */
function printed(
  original: InvoiceRecord,
  { saleId, lines }: IssueCreditNote,
  before: readonly CreditedLine[],
): InvoiceLine[] {
  const sold = new Map(original.lines.map((line) => [line.saleLineId, line]));
  const gone = new Map(before.map((line) => [line.saleLineId, line.quantity]));
  return lines.map((line) => {
    const { saleLineId, quantity } = line;
    const of = sold.get(saleLineId);
    if (!of) {
      throw invoicingErrors.creditedTooMuch(`A line of this correction is not on ${original.number}.`, {
        saleId,
        saleLineId,
        sold: 0,
        asked: quantity,
      });
    }
    const back = gone.get(saleLineId) ?? 0;
    requireLeft(original, of, back, quantity);
    gone.set(saleLineId, back + quantity);
    requireShare(saleId, of, back, line);
    const share = (ofLineMinor: number): number => shareOf(ofLineMinor, of.quantity, back, quantity);
    const documentDiscountMinor = share(of.documentDiscountMinor);
    const discountMinor = share(of.discountMinor - of.documentDiscountMinor) + documentDiscountMinor;
    return { ...of, ...line, discountMinor, documentDiscountMinor };
  });
}

function requireLeft(original: InvoiceRecord, sold: InvoiceLine, creditedBefore: number, asked: number): void {
  if (creditedBefore + asked <= sold.quantity) return;
  const { saleLineId, name, quantity } = sold;
  const inUnits = (units: number): string => decimalQuantity(units, sold.quantityDecimals);
  throw invoicingErrors.creditedTooMuch(
    `${name}: ${inUnits(quantity)} invoiced and ${inUnits(creditedBefore)} credited before, so ${inUnits(asked)} cannot be credited.`,
    { saleId: original.saleId, saleLineId, sold: { quantity }, creditedBefore, asked },
  );
}

function requireShare(
  saleId: string,
  of: InvoiceLine,
  back: number,
  { saleLineId, quantity, netMinor, taxMinor, grossMinor }: IssueCreditNote['lines'][number],
): void {
  const expected = withinSafe({ saleId }, () => totalsOfReturn(of, back, quantity));
  const given = { netMinor, taxMinor, grossMinor };
  if (Object.entries(expected).every(([field, amountMinor]) => given[field as keyof typeof given] === amountMinor))
    return;
  throw invoicingErrors.totalsWrong(`The amounts of ${of.name} are not the share of what comes back of it.`, {
    saleId,
    saleLineId,
    expected,
    given,
  });
}

/** What is credited of each line once these lines are. */
function addCredits(
  original: InvoiceRecord,
  before: readonly CreditedLine[],
  lines: readonly InvoiceLine[],
): CreditedLine[] {
  const asked = Map.groupBy(lines, (line) => line.saleLineId);
  const earlier = new Map(before.map((line) => [line.saleLineId, line]));
  return original.lines.flatMap(({ saleLineId }) => {
    const some = asked.get(saleLineId) ?? [];
    const was = earlier.get(saleLineId);
    if (some.length === 0) return was ? [was] : [];
    return [add(was ?? { saleLineId, quantity: 0, netMinor: 0, taxMinor: 0 }, some)];
  });
}

function add(was: CreditedLine, lines: readonly InvoiceLine[]): CreditedLine {
  const total = (of: 'quantity' | 'netMinor' | 'taxMinor'): number => sum([was[of], ...lines.map((line) => line[of])]);
  return {
    saleLineId: was.saleLineId,
    quantity: total('quantity'),
    netMinor: total('netMinor'),
    taxMinor: total('taxMinor'),
  };
}

import { invoicingErrors, sum, times, totalsOf, type CommandContext } from '@comptoir/contracts';
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
import { taxByRate, withinSafe } from './totals.js';

/** What a credit note is decided on: the document of the sale, what was credited of it, the counter. */
export interface CreditNoteState {
  readonly original: InvoiceRecord | null;
  readonly credits: CreditsRecord | null;
  readonly series: SeriesRecord | null;
}

/**
 * Issues the credit note of a correction: seller, buyer, currency, names and prices are the original's. Refuses an unknown
 * sale (`invoice.unknown`), a correction that has its note (`invoice.correction-already-credited`), amounts that do not
 * add up (`invoice.totals-wrong`) and more than is left of any line (`invoice.credited-too-much`).
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
  const lines = printed(original, input);
  const credited = addCredits(original, credits.lines, lines);
  const drawn = draw(state.series, creditSeriesOf(original, businessDay), moment.now, businessDay);
  const { seller, buyer, currency, orderId, number } = original;
  const note = toRecord(
    invoiceId,
    {
      type: 'CREDIT_NOTE',
      original: false,
      saleId,
      orderId,
      correctionId,
      corrects: { invoiceId: original._id, number },
      seller,
      buyer,
      currency,
      lines,
      ...totalsOf(lines),
      taxByRate: taxByRate(lines),
    },
    drawn,
    moment,
  );
  const notes = [...credits.notes, { correctionId, invoiceId, number: drawn.number }];
  return { invoice: note, draw: drawn, credits: { ...credits, version: credits.version + 1, lines: credited, notes } };
}

/** Series of a document's credit notes on a business day. */
export function creditSeriesOf(original: InvoiceRecord, businessDay: string): string {
  return seriesName(original.seller.storeCode, 'CREDIT_NOTE', businessDay);
}

/** The lines as printed: the original's words and prices, the correction's quantities and amounts. */
function printed(original: InvoiceRecord, { saleId, lines }: IssueCreditNote): InvoiceLine[] {
  const sold = new Map(original.lines.map((line) => [line.saleLineId, line]));
  return lines.map((line) => {
    const of = sold.get(line.saleLineId);
    if (!of) {
      throw invoicingErrors.creditedTooMuch(`A line of this correction is not on ${original.number}.`, {
        saleId,
        saleLineId: line.saleLineId,
        sold: 0,
        asked: line.quantity,
      });
    }
    const expected = withinSafe({ saleId }, () => {
      const netMinor = times(of.unitPriceMinor, line.quantity);
      return { netMinor, grossMinor: sum([netMinor, line.taxMinor]) };
    });
    if (line.netMinor !== expected.netMinor || line.grossMinor !== expected.grossMinor) {
      const { netMinor, grossMinor } = line;
      throw invoicingErrors.totalsWrong(`The amounts of ${of.name} do not follow from its price, quantity and tax.`, {
        saleId,
        saleLineId: line.saleLineId,
        expected,
        given: { netMinor, grossMinor },
      });
    }
    return { ...of, ...line };
  });
}

/**
 * What is credited of each line once these lines are: never more units, net or tax than the original has, and with the
 * last unit all of its tax, so that a sale credited whole nets to zero.
 */
function addCredits(
  original: InvoiceRecord,
  before: readonly CreditedLine[],
  lines: readonly InvoiceLine[],
): CreditedLine[] {
  const asked = Map.groupBy(lines, (line) => line.saleLineId);
  const earlier = new Map(before.map((line) => [line.saleLineId, line]));
  return original.lines.flatMap((sold) => {
    const { saleLineId } = sold;
    const some = asked.get(saleLineId) ?? [];
    const was = earlier.get(saleLineId);
    if (some.length === 0) return was ? [was] : [];
    const total = withinSafe({ saleId: original.saleId, saleLineId }, () =>
      add(was ?? { saleLineId, quantity: 0, netMinor: 0, taxMinor: 0 }, some),
    );
    requireNotTooMuch(original, sold, was?.quantity ?? 0, total);
    return [total];
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

function requireNotTooMuch(
  original: InvoiceRecord,
  sold: InvoiceLine,
  creditedBefore: number,
  total: CreditedLine,
): void {
  const { saleLineId, name, quantity, netMinor, taxMinor } = sold;
  const details = {
    saleId: original.saleId,
    saleLineId,
    sold: { quantity, netMinor, taxMinor },
    creditedBefore,
    credited: total,
  };
  if (total.quantity > quantity) {
    throw invoicingErrors.creditedTooMuch(
      `${name}: ${quantity} invoiced and ${creditedBefore} credited before, so ${total.quantity - creditedBefore} cannot be credited.`,
      details,
    );
  }
  if (total.netMinor > netMinor || total.taxMinor > taxMinor) {
    throw invoicingErrors.creditedTooMuch(
      `${name}: more money would be credited than ${original.number} asked for.`,
      details,
    );
  }
  if (total.quantity === quantity && total.taxMinor !== taxMinor) {
    throw invoicingErrors.totalsWrong(`${name}: its last unit is credited, but not all of its tax.`, details);
  }
}

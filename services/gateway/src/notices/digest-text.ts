import { decimalQuantity } from '@comptoir/contracts';

/** What a digest tells of one event. */
export interface DigestLine {
  readonly eventId: string;
  readonly type: string;
  readonly storeName: string;
  readonly productName: string;
  readonly sku: string;
  /** Smallest units. */
  readonly available: number;
  readonly quantityDecimals: number;
  /** Of a batch that expires: the last day on which its units may be sold. */
  readonly expiresOn?: string;
}

const WHAT: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  'inventory.stockOut': { fr: 'épuisé', en: 'sold out' },
  'inventory.stockLow': { fr: 'stock bas', en: 'low' },
  'inventory.stockRecovered': { fr: 'rétabli', en: 'recovered' },
  'inventory.stockExpiring': { fr: 'périme le', en: 'expires on' },
};

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Subject and text of a digest in French and English: a line an event, those of a store together. */
export function digestText(lines: readonly DigestLine[]): { readonly subject: string; readonly text: string } {
  const count = lines.length;
  const byStore = [...Map.groupBy(lines, ({ storeName }) => storeName)];
  const parts = byStore.map(([storeName, of]) => {
    const rows = of.map(({ type, productName, sku, available, quantityDecimals, expiresOn }) => {
      const [fr, en] = [WHAT[type]!.fr, WHAT[type]!.en].map((said) => [said, expiresOn].filter(Boolean).join(' '));
      return `- ${oneLine(productName)} (${sku}): ${decimalQuantity(available, quantityDecimals)} · ${fr} / ${en}`;
    });
    return [oneLine(storeName), ...rows].join('\n');
  });
  return {
    subject: `Stock : ${count} ${count === 1 ? 'alerte' : 'alertes'} / ${count} ${count === 1 ? 'alert' : 'alerts'}`,
    text: `${parts.join('\n\n')}\n`,
  };
}

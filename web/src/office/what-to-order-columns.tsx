import { Checkbox, TextInput } from '@mantine/core';
import { decimalQuantity } from '@comptoir/contracts/units';
import { Link } from '@tanstack/react-router';
import type { WhatToOrder } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import type { Column } from '../kit/data-table.js';
import { typedQuantity } from '../quantity.js';

/** What a person changed of a suggestion: whether it is ordered, and the quantity as it is typed, in the unit of the product. */
export interface Correction {
  readonly isChosen?: boolean;
  readonly quantity?: string;
}

/** What a person changed, by product. */
export type Corrections = ReadonlyMap<string, Correction>;

/** A line of the drafts; the quantity is in smallest units. */
export interface ChosenLine {
  readonly productId: string;
  readonly supplierId: string;
  readonly quantity: number;
}

/** Whether a row is ordered: what is suggested and has a supplier, where nothing else was said. */
export function isChosen({ supplier, suggested }: WhatToOrder, correction: Correction = {}): boolean {
  return supplier !== undefined && (correction.isChosen ?? suggested > 0);
}

/** The quantity of a row as it stands in its field. */
export function typedOf({ suggested, quantityDecimals }: WhatToOrder, { quantity }: Correction = {}): string {
  return quantity ?? decimalQuantity(suggested, quantityDecimals);
}

/** The lines that are ordered; undefined where one has a quantity that cannot be. */
export function chosenLines(rows: readonly WhatToOrder[], corrections: Corrections): readonly ChosenLine[] | undefined {
  const chosen = rows.filter((row) => isChosen(row, corrections.get(row.productId)));
  const lines = chosen.map((row) => ({
    productId: row.productId,
    supplierId: row.supplier!.supplierId,
    quantity: typedQuantity(typedOf(row, corrections.get(row.productId)), row.quantityDecimals),
  }));
  return lines.every((line): line is ChosenLine => typeof line.quantity === 'number') ? lines : undefined;
}

const FIGURES = ['sold', 'demand', 'threshold', 'needed', 'available', 'onOrder', 'missing'] as const;
const HEADS = {
  sold: 'what.sold',
  demand: 'what.demand',
  threshold: 'what.threshold',
  needed: 'what.needed',
  available: 'what.available',
  onOrder: 'what.on-order',
  missing: 'what.missing',
} as const;

/** The columns of what to order: the figures in the order in which they add up, and the quantity to be corrected. */
export function useWhatToOrderColumns({
  mayOrder,
  corrections,
  setCorrections,
}: {
  mayOrder: boolean;
  corrections: Corrections;
  setCorrections: (corrections: Corrections) => void;
}): Column<WhatToOrder>[] {
  const { t, quantity } = useMessages();
  const correct = (productId: string, change: Correction): void =>
    setCorrections(new Map([...corrections, [productId, { ...corrections.get(productId), ...change }]]));
  return [
    ...(mayOrder
      ? [
          {
            id: 'choose',
            head: <span className="unseen">{t('what.choose-head')}</span>,
            cell: (row: WhatToOrder) => (
              <Checkbox
                aria-label={t('what.choose', { name: row.name })}
                disabled={!row.supplier}
                checked={isChosen(row, corrections.get(row.productId))}
                onChange={(event) => correct(row.productId, { isChosen: event.currentTarget.checked })}
              />
            ),
          },
        ]
      : []),
    {
      id: 'product',
      head: t('alert.product'),
      cell: ({ productId, name }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {name}
        </Link>
      ),
    },
    {
      id: 'supplier',
      head: t('what.supplier'),
      wide: true,
      cell: ({ supplier }) =>
        supplier ? (
          <Link className="link" to="/suppliers/$supplierId" params={{ supplierId: supplier.supplierId }}>
            {supplier.supplierName}
          </Link>
        ) : (
          <span className="quiet">{t('what.no-supplier')}</span>
        ),
    },
    { id: 'lead', head: t('what.lead'), numeric: true, wide: true, cell: ({ leadTimeDays }) => leadTimeDays },
    ...FIGURES.map((figure): Column<WhatToOrder> => ({
      id: figure,
      head: t(HEADS[figure]),
      numeric: true,
      wide: figure !== 'available' && figure !== 'missing',
      cell: (row) => quantity(row[figure], row),
    })),
    {
      id: 'order',
      head: t('what.order'),
      numeric: true,
      cell: (row) => {
        const correction = corrections.get(row.productId);
        const { orderMultiple } = row.supplier ?? {};
        if (!mayOrder || !row.supplier) return quantity(row.suggested, row);
        const typed = typedOf(row, correction);
        const isWrong = isChosen(row, correction) && typeof typedQuantity(typed, row.quantityDecimals) !== 'number';
        return (
          <TextInput
            aria-label={t('what.quantity-of', { name: row.name })}
            description={orderMultiple && t('what.pack', { quantity: quantity(orderMultiple, row) })}
            inputMode="decimal"
            w={96}
            error={isWrong && t('form.quantity')}
            value={typed}
            onChange={({ currentTarget: { value } }) =>
              correct(row.productId, { quantity: value, isChosen: value.trim() !== '' && value.trim() !== '0' })
            }
          />
        );
      },
    },
  ];
}

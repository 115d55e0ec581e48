import { Table, UnstyledButton } from '@mantine/core';
import { offerFor } from '@comptoir/contracts/price-lists';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { gridOf } from '../office/variant-grid.js';
import { BothPrices } from './both-prices.js';
import { DialogFrame } from './dialog-frame.js';
import { variantsOf } from './look-up.js';
import { offersIn, type PricingStore } from './offers.js';

/** How far an arrow goes in rows and columns; to the right is to the end of the line. */
const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The variants of a product in a grid; arrows go from one to the next, Enter takes it. */
export function VariantDialog({
  parent,
  store,
  group,
  choose,
  close,
}: {
  parent: Product;
  store: PricingStore;
  /** The group of the customer. */
  group: string | undefined;
  choose: (variant: Product) => void;
  close: () => void;
}) {
  const { t, quantity } = useMessages();
  const { data, error } = useQuery(variantsOf(parent.productId));
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (data) body.current?.querySelector('button')?.focus();
  }, [data]);
  const active = (data?.items ?? []).filter(({ archivedAt }) => archivedAt === undefined);
  const options = parent.variantOptions ?? [];
  const { columns, rows } = gridOf(options, active);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const at = (event.target as HTMLElement).dataset['at']?.split('/').map(Number);
    if (!step || !at) return;
    event.preventDefault();
    const [down, right] = [step[0], document.dir === 'rtl' ? -step[1] : step[1]];
    for (
      let [row, column] = [at[0]! + down, at[1]! + right];
      rows[row] && column in columns;
      row += down, column += right
    ) {
      const next = body.current?.querySelector<HTMLElement>(`[data-at="${row}/${column}"]`);
      if (next) return next.focus(); // gaps are passed over
    }
  };
  return (
    <DialogFrame title={t('till.variant-of', { name: parent.name })} size="lg" close={close}>
      <ProblemNote error={error} />
      <div className="scroll">
        <Table aria-busy={!data} onKeyDown={onKeyDown}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                {options
                  .slice(0, -1)
                  .map(({ name }) => name)
                  .join(' / ')}
              </Table.Th>
              {columns.map((value) => (
                <Table.Th key={value}>{value}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody ref={body}>
            {rows.map(({ label, cells }, row) => (
              <Table.Tr key={label}>
                <Table.Th>{label}</Table.Th>
                {cells.map((variant, column) => (
                  <Table.Td key={columns[column]}>
                    {variant && (
                      <UnstyledButton
                        className="choice"
                        data-at={`${row}/${column}`}
                        aria-label={variant.name}
                        onClick={() => choose(variant)}
                      >
                        <BothPrices
                          goods={variant}
                          unitPriceMinor={offerFor(offersIn(variant, store), group).priceListMinor}
                        />
                        <span className="quiet">
                          {t('line.in-stock', {
                            count: quantity(
                              variant.stock.find((one) => one.storeId === store.storeId)?.available ?? 0,
                              variant,
                            ),
                          })}
                        </span>
                      </UnstyledButton>
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </DialogFrame>
  );
}

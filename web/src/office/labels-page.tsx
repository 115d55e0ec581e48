import { Button, Group, NativeSelect, NumberInput, Paper, Table } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { download } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { offersIn } from '../till/offers.js';
import { useStores } from '../frame/store-choice.js';
import { Page } from '../kit/page.js';
import { ProductField } from './product-field.js';

const route = getRouteApi('/office/labels');
const FORMATS = ['sheet3x8', 'sheet5x13', 'roll40x30'] as const;
const MOST_COPIES = 1_000;
const MOST_FIRST = 64;

/** Labels of chosen products, or of a delivery, saved as PDF. */
export function LabelsPage() {
  const { t, money } = useMessages();
  const { deliveryId } = route.useSearch() as { deliveryId?: string };
  const { store } = useStores();
  const [products, setProducts] = useState<readonly Product[]>([]);
  const [format, setFormat] = useState<string>(FORMATS[0]);
  const [copies, setCopies] = useState<number>(1);
  const [first, setFirst] = useState<number>(0);
  const print = useMutation({
    mutationFn: () =>
      deliveryId
        ? download('GET /deliveries/{deliveryId}/labels', {
            params: { deliveryId },
            query: { format, first },
            name: 'labels.pdf',
          })
        : download('GET /labels', {
            query: {
              productIds: products.map(({ productId }) => productId).join(','),
              storeId: store?.storeId,
              copies,
              format,
              first,
            },
            name: 'labels.pdf',
          }),
  });
  const add = (product: Product): void =>
    setProducts((before) =>
      before.some(({ productId }) => productId === product.productId) ? before : [...before, product],
    );
  return (
    <Page title={t('page.labels')} about={deliveryId && t('label.of-delivery')}>
      {!deliveryId && (
        <Paper withBorder p="md">
          <ProductField label={t('label.product')} onProduct={add} />
          <Table aria-label={t('label.products')}>
            <Table.Tbody>
              {products.map((product) => {
                const { productId, name, currency } = product;
                return (
                  <Table.Tr key={productId}>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td className="number">{money(offersIn(product, store).priceListMinor, currency)}</Table.Td>
                    <Table.Td>
                      <Button
                        variant="subtle"
                        onClick={() => setProducts((before) => before.filter((one) => one.productId !== productId))}
                      >
                        {t('label.remove', { name })}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      <Group align="flex-end">
        <NativeSelect
          label={t('label.paper')}
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value)}
          data={FORMATS.map((value) => ({ value, label: t(`label.paper.${value}`) }))}
        />
        {!deliveryId && (
          <NumberInput
            label={t('label.copies')}
            min={1}
            max={MOST_COPIES}
            allowDecimal={false}
            value={copies}
            onChange={(value) => setCopies(Number(value) || 1)}
          />
        )}
        {format !== 'roll40x30' && (
          <NumberInput
            label={t('label.first')}
            min={0}
            max={MOST_FIRST}
            allowDecimal={false}
            value={first}
            onChange={(value) => setFirst(Number(value) || 0)}
          />
        )}
        <Button
          onClick={() => print.mutate()}
          loading={print.isPending}
          disabled={!deliveryId && products.length === 0}
        >
          {t('label.save')}
        </Button>
      </Group>
      <ProblemNote error={print.error} />
    </Page>
  );
}

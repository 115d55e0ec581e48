import { Button, Paper, Stack, Table, TextInput } from '@mantine/core';
import { decimalQuantity, parseQuantity } from '@comptoir/contracts/units';
import { useForm } from '@mantine/form';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Product, TransferCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { ProductField } from './product-field.js';
import { onTheRoadOf } from './transfer-state.js';
import { oneMore, typedFrom, type TypedGoods } from './typed-goods.js';
import { useProducts } from './use-products.js';
import { useTransfer, useTransferAct } from './use-transfer.js';

/** A line as it is counted: `quantity` came, `lost` did not; what is neither stays on the road. */
interface CountedLine extends TypedGoods {
  readonly lost: string;
  /** On the road, in the smallest unit. */
  readonly left: number;
}

/** Receives goods from the road by scanner: each scan counts one. */
export function ReceiveTransferPage() {
  const { t } = useMessages();
  const { transferId } = useParams({ from: '/office/transfers/$transferId/receive' });
  const { data: transfer, error } = useTransfer(transferId);
  const products = useProducts(transfer?.lines.map(({ productId }) => productId) ?? []);
  return (
    <Page
      title={transfer ? t('transfer.receive-of', { number: transfer.number }) : t('transfer.receive')}
      about={transfer?.fromStoreName}
    >
      <ProblemNote error={error} />
      {transfer && products && <ReceiveForm key={transfer.revision} transfer={transfer} products={products} />}
    </Page>
  );
}

function ReceiveForm({ transfer, products }: { transfer: TransferCard; products: ReadonlyMap<string, Product> }) {
  const { t, quantity: shown } = useMessages();
  const navigate = useNavigate();
  const { transferId, revision } = transfer;
  const [stranger, setStranger] = useState<string>();
  /** A quantity that may be nothing. */
  const unitsOf = (text: string, { quantityDecimals }: TypedGoods): number | undefined => {
    const typed = text.trim();
    return /^0*$/.test(typed) ? 0 : parseQuantity(typed, quantityDecimals);
  };
  const form = useForm({
    initialValues: {
      reason: '',
      lines: transfer.lines
        .map((line) => ({ line, left: onTheRoadOf(line) }))
        .filter(({ left }) => left > 0)
        .map(({ line, left }): CountedLine => ({ ...typedFrom(line, 0, products), quantity: '0', lost: '0', left })),
    },
    validate: {
      reason: (text, { lines }) =>
        text.trim() === '' && lines.some((line) => (unitsOf(line.lost, line) ?? 0) > 0) ? t('form.missing') : null,
      lines: {
        quantity: (text: string, { lines }, path) => faultOf(text, lines, path),
        lost: (text: string, { lines }, path) => faultOf(text, lines, path),
      },
    },
  });
  const faultOf = (text: string, lines: readonly CountedLine[], path: string): string | null => {
    const line = lines[Number(path.split('.')[1])];
    return line && unitsOf(text, line) !== undefined ? null : t('form.quantity');
  };
  const { lines } = form.values;
  const counted = lines.some((line) => (unitsOf(line.quantity, line) ?? 0) + (unitsOf(line.lost, line) ?? 0) > 0);
  const receive = useTransferAct(
    ({ reason, ...typed }: typeof form.values, key) =>
      ask('POST /transfers/{transferId}/receive', {
        params: { transferId },
        key,
        body: {
          revision,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
          lines: typed.lines
            .map((line) => ({
              productId: line.productId,
              receivedQuantity: unitsOf(line.quantity, line) ?? 0,
              lostQuantity: unitsOf(line.lost, line) ?? 0,
            }))
            .filter((line) => line.receivedQuantity + line.lostQuantity > 0),
        },
      }),
    () => void navigate({ to: '/transfers/$transferId', params: { transferId } }),
  );
  const count = (product: Product): void => {
    const known = form.getValues().lines; // a scan may be looked up before the last one is on the screen
    const index = known.findIndex((line) => line.productId === product.productId);
    setStranger(index < 0 ? product.name : undefined);
    if (index >= 0) form.setFieldValue(`lines.${index}.quantity`, oneMore(known[index]!));
  };
  const countAll = (): void =>
    form.setFieldValue(
      'lines',
      lines.map((line) => ({ ...line, quantity: decimalQuantity(line.left, line.quantityDecimals), lost: '0' })),
    );
  return (
    <Paper withBorder p="md" className="form wide">
      <Stack>
        <ProductField label={t('transfer.scan')} onProduct={count} />
        <p className="quiet" role="status">
          {stranger === undefined ? t('transfer.receive-how') : t('transfer.not-in', { name: stranger })}
        </p>
        <form onSubmit={form.onSubmit((typed) => receive.mutate(typed))} noValidate>
          <Stack>
            <div className="scroll">
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('product.name')}</Table.Th>
                    <Table.Th className="number">{t('transfer.units')}</Table.Th>
                    <Table.Th>{t('transfer.counted')}</Table.Th>
                    <Table.Th>{t('transfer.lost')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {lines.map((line, index) => (
                    <Table.Tr key={line.productId}>
                      <Table.Td>
                        {line.name} <span className="quiet">{line.sku}</span>
                      </Table.Td>
                      <Table.Td className="number">{shown(line.left, line)}</Table.Td>
                      {(['quantity', 'lost'] as const).map((field) => (
                        <Table.Td key={field}>
                          <TextInput
                            aria-label={t(field === 'quantity' ? 'transfer.counted-of' : 'transfer.lost-of', {
                              name: line.name,
                            })}
                            inputMode={line.quantityDecimals === 0 ? 'numeric' : 'decimal'}
                            w={110}
                            {...form.getInputProps(`lines.${index}.${field}`)}
                          />
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
            <TextInput label={t('transfer.reason')} maxLength={500} maw={480} {...form.getInputProps('reason')} />
            {!counted && <p className="quiet">{t('transfer.nothing-counted')}</p>}
            <FormEnd
              error={receive.error}
              isDirty={form.isDirty() && !receive.isSuccess}
              isSaving={receive.isPending}
              isReady={counted}
              save={t('transfer.save-receipt')}
            >
              <Button variant="default" onClick={countAll}>
                {t('transfer.count-all')}
              </Button>
            </FormEnd>
          </Stack>
        </form>
      </Stack>
    </Paper>
  );
}

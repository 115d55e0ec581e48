import { Paper, Stack, Table } from '@mantine/core';
import { useForm } from '@mantine/form';
import { parseQuantity } from '@comptoir/contracts/units';
import { useNavigate, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { TransferCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { isCountable, typedFrom, TypedGoodsTable, type TypedGoods } from './typed-goods.js';
import { useProducts } from './use-products.js';
import { useTransfer, useTransferAct } from './use-transfer.js';

/** Ships what was asked for, or less. */
export function ShipTransferPage() {
  const { t } = useMessages();
  const { transferId } = useParams({ from: '/office/transfers/$transferId/ship' });
  const { data: transfer, error } = useTransfer(transferId);
  const products = useProducts(transfer?.lines.map(({ productId }) => productId) ?? []);
  return (
    <Page
      title={transfer ? t('transfer.ship-of', { number: transfer.number }) : t('transfer.ship')}
      about={transfer?.toStoreName}
    >
      <ProblemNote error={error} />
      {transfer && products && (
        <ShipForm
          key={transferId}
          transfer={transfer}
          initial={transfer.lines.map((line) => typedFrom(line, line.quantity, products))}
        />
      )}
    </Page>
  );
}

function ShipForm({ transfer, initial }: { transfer: TransferCard; initial: TypedGoods[] }) {
  const { t, quantity: shown } = useMessages();
  const navigate = useNavigate();
  const { transferId, revision } = transfer;
  const asked = new Map(transfer.lines.map((line) => [line.productId, line]));
  const form = useForm({
    initialValues: { lines: initial },
    validate: {
      lines: {
        quantity: (text: string, { lines }, path) => (isCountable(text, lines, path) ? null : t('form.quantity')),
      },
    },
  });
  const { lines } = form.values;
  const ship = useTransferAct(
    (typed: typeof form.values, key) =>
      ask('POST /transfers/{transferId}/ship', {
        params: { transferId },
        key,
        body: {
          revision,
          lines: typed.lines.map(({ productId, quantity, quantityDecimals }) => ({
            productId,
            quantity: parseQuantity(quantity, quantityDecimals) ?? 0,
          })),
        },
      }),
    () => void navigate({ to: '/transfers/$transferId', params: { transferId } }),
  );
  return (
    <Paper withBorder p="md" className="form wide">
      <form onSubmit={form.onSubmit((typed) => ship.mutate(typed))} noValidate>
        <Stack>
          <p className="quiet">{t('transfer.ship-how')}</p>
          <TypedGoodsTable
            lines={lines}
            quantityOf={(index) => form.getInputProps(`lines.${index}.quantity`)}
            remove={(index) => form.removeListItem('lines', index)}
            heads={<Table.Th className="number">{t('transfer.asked')}</Table.Th>}
            cells={(line) => (
              <Table.Td className="number">{shown(asked.get(line.productId)?.quantity ?? 0, line)}</Table.Td>
            )}
          />
          <FormEnd
            error={ship.error}
            isDirty={form.isDirty() && !ship.isSuccess}
            isSaving={ship.isPending}
            isReady={lines.length > 0}
            save={t('transfer.save-push')}
          />
        </Stack>
      </form>
    </Paper>
  );
}

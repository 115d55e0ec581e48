import { Paper, SimpleGrid, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ask, newKey } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useMessages } from '../i18n/messages.js';
import { Facts } from '../kit/facts.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { ProblemNote } from '../frame/problem-note.js';
import { parseAmount } from '../money.js';
import { SupplierField, type NamedSupplier } from '../office/supplier-field.js';
import { isTyped, linesOf, totalsOf, type PaperRow } from './paper-rows.js';

type Body = Api['POST /supplier-bills']['body'];
type Match = Api['POST /supplier-bills/match']['reply'];

interface TypedPaper extends NamedSupplier {
  readonly number: string;
  readonly billDay: string;
  readonly dueDay: string;
  readonly total: string;
  readonly rows: PaperRow[];
}

/** A pause after typing before it is compared. */
const AFTER_TYPING_MS = 400;

function bodyOf(
  kind: 'bill' | 'creditNote',
  { storeId, currency }: Store,
  { supplierId, number, billDay, dueDay, total, rows }: TypedPaper,
): Body {
  return {
    kind,
    storeId,
    supplierId,
    currency,
    number: number.trim(),
    billDay,
    ...(dueDay === '' ? {} : { dueDay }),
    ...(total.trim() === '' ? {} : { grossMinor: parseAmount(total, currency) ?? 0 }),
    lines: linesOf(rows, currency),
  } as Body;
}

/** A bill or a credit note typed from the paper, compared with what was ordered and received while it is typed. */
export function SupplierPaperForm({
  kind,
  store,
  supplier,
  rows: initial,
}: {
  kind: 'bill' | 'creditNote';
  store: Store;
  /** Who sent it; without one it is chosen. */
  supplier: NamedSupplier | undefined;
  rows: readonly PaperRow[];
}) {
  const { t } = useMessages();
  const { currency } = store;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<TypedPaper>({
    initialValues: {
      supplierName: '',
      supplierId: '',
      ...supplier,
      number: '',
      billDay: dayIn(store.timeZone, new Date()),
      dueDay: '',
      total: '',
      rows: [...initial],
    },
    validate: {
      supplierId: (id) => (id === '' ? t('bill.supplier-missing') : null),
      number: (text) => (text.trim() === '' ? t('form.missing') : null),
      billDay: (day) => (day === '' ? t('form.missing') : null),
      total: (text) => (text.trim() === '' || parseAmount(text, currency) !== undefined ? null : t('form.amount')),
    },
  });
  const { rows, ...head } = form.values;
  const areTyped = rows.every((row) => isTyped(row, currency)) && linesOf(rows, currency).length > 0;
  const record = useAct({
    run: (typed: TypedPaper, key) => ask('POST /supplier-bills', { key, body: bodyOf(kind, store, typed) }),
    onDone: async ({ billId }) => {
      await queries.invalidateQueries({ queryKey: ['list'] });
      await queries.invalidateQueries({ queryKey: ['billing'] });
      form.resetDirty();
      void navigate({ to: '/supplier-bills/$billId', params: { billId } });
    },
  });
  return (
    <Paper withBorder p="md" className="form wide">
      <form
        onSubmit={form.onSubmit((values) => {
          if (areTyped) record.mutate(values);
        })}
        noValidate
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {supplier ? (
              <TextInput label={t('delivery.supplier')} readOnly value={supplier.supplierName} />
            ) : (
              <SupplierField
                value={form.values}
                onChange={(chosen) => form.setValues(chosen)}
                how={t('bill.supplier-missing')}
                error={form.errors.supplierId as string | undefined}
              />
            )}
            <TextInput label={t('bill.number')} required maxLength={60} {...form.getInputProps('number')} />
            <TextInput type="date" label={t('bill.day')} required {...form.getInputProps('billDay')} />
            <TextInput
              type="date"
              label={t('bill.due')}
              description={t('bill.due-how')}
              {...form.getInputProps('dueDay')}
            />
          </SimpleGrid>
          <PaperRows
            rows={rows}
            currency={currency}
            change={(index, changes) =>
              form.setFieldValue(
                'rows',
                rows.map((row, at) => (at === index ? { ...row, ...changes } : row)),
              )
            }
          />
          <TextInput
            label={t('bill.total-paper', { currency })}
            description={t('bill.total-paper-how')}
            inputMode="decimal"
            maw={320}
            {...form.getInputProps('total')}
          />
          <PaperMatch kind={kind} store={store} typed={{ ...head, rows }} isReady={areTyped} />
          <FormEnd
            error={record.error}
            isDirty={form.isDirty() && !record.isSuccess}
            isSaving={record.isPending}
            isReady={areTyped}
            save={t(kind === 'bill' ? 'bill.record' : 'bill.record-credit')}
          />
        </Stack>
      </form>
    </Paper>
  );
}

function PaperRows({
  rows,
  currency,
  change,
}: {
  rows: readonly PaperRow[];
  currency: string;
  change: (index: number, changes: Partial<PaperRow>) => void;
}) {
  const { t, quantity: shown } = useMessages();
  const areOfUnits = rows.some((row) => row.received !== undefined);
  return (
    <div className="scroll">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('bill.what')}</Table.Th>
            {areOfUnits && <Table.Th>{t('line.quantity')}</Table.Th>}
            <Table.Th>{t('bill.amount', { currency })}</Table.Th>
            <Table.Th>{t('bill.rate')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => {
            const isWrong = !isTyped(row, currency);
            const { name } = row;
            return (
              <Table.Tr key={row.key}>
                <Table.Td>
                  {name}{' '}
                  {row.received !== undefined && (
                    <span className="quiet">
                      {t('bill.received')} {shown(row.received, row)}
                    </span>
                  )}
                </Table.Td>
                {areOfUnits && (
                  <Table.Td>
                    {row.received !== undefined && (
                      <TextInput
                        aria-label={t('line.quantity-of', { name })}
                        inputMode={row.quantityDecimals === 0 ? 'numeric' : 'decimal'}
                        rightSection={row.unit === 'piece' ? undefined : t(`unit.${row.unit}`)}
                        w={110}
                        value={row.quantity}
                        onChange={(event) => change(index, { quantity: event.currentTarget.value })}
                      />
                    )}
                  </Table.Td>
                )}
                <Table.Td>
                  <TextInput
                    aria-label={t('bill.amount-of', { name })}
                    inputMode="decimal"
                    w={140}
                    value={row.net}
                    error={isWrong && parseAmount(row.net, currency) === undefined}
                    onChange={(event) => change(index, { net: event.currentTarget.value })}
                  />
                </Table.Td>
                <Table.Td>
                  <TextInput
                    aria-label={t('bill.rate-of', { name })}
                    inputMode="decimal"
                    w={80}
                    value={row.rate}
                    error={isWrong && parseAmount(row.net, currency) !== undefined ? t('bill.rate-how') : undefined}
                    onChange={(event) => change(index, { rate: event.currentTarget.value })}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What recording the paper would find: its taxes and total, and how far it is from what came. */
function PaperMatch({
  kind,
  store,
  typed,
  isReady,
}: {
  kind: 'bill' | 'creditNote';
  store: Store;
  typed: TypedPaper;
  isReady: boolean;
}) {
  const { money } = useMessages();
  const { t } = useMessages();
  const [settled] = useDebouncedValue(typed, AFTER_TYPING_MS);
  const canAsk = isReady && settled === typed && typed.supplierId !== '' && typed.billDay !== '';
  // A total is compared when it is recorded; a number too.
  const body = bodyOf(kind, store, { ...settled, total: '', number: settled.number.trim() || '–' });
  const { data, error } = useQuery({
    queryKey: ['billing', 'match', body],
    queryFn: () => ask('POST /supplier-bills/match', { body, key: newKey() }),
    enabled: canAsk,
    retry: false,
  });
  const own = totalsOf(typed.rows, store.currency);
  const totals: Pick<Match, 'netMinor' | 'taxMinor' | 'grossMinor'> | undefined = data ?? own;
  if (!totals || !isReady) return null;
  const amount = (minor: number): string => money(minor, store.currency);
  const shownIf = (minor: number | undefined): string | undefined => (minor ? amount(minor) : undefined);
  return (
    <section aria-label={t('bill.match')}>
      <ProblemNote error={error} />
      <Facts
        facts={[
          [t('bill.net'), amount(totals.netMinor)],
          [t('bill.tax'), amount(totals.taxMinor)],
          [t('bill.gross'), amount(totals.grossMinor)],
          [t('bill.is-difference'), shownIf(data?.differenceMinor)],
          [t('bill.to-stock'), shownIf(data?.toStockMinor)],
          [t('bill.to-cost'), shownIf(data?.toCostMinor)],
          [t('bill.not-received'), shownIf(data?.notReceivedMinor)],
        ]}
      />
      {data?.differenceMinor === 0 && data.notReceivedMinor === 0 && <p className="quiet">{t('bill.no-difference')}</p>}
    </section>
  );
}

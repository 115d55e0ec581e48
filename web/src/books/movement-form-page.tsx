import { Paper, SegmentedControl, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { parseAmount } from '../money.js';
import { AccountField } from './account-field.js';
import { AttachmentField, useFileFault } from './attachment-field.js';
import { CustomerField } from './customer-field.js';
import { OF_CUSTOMERS } from './entry-lines.js';
import { useChart } from './use-chart.js';
import { usePostEntry } from './use-post-entry.js';

/** The account of the money, by the journal of its movements. */
const MONEY = { bank: 'bankTransfer', cash: 'cash' } as const;
type Journal = keyof typeof MONEY;

/** Money that came into the bank or the petty cash, or went out of it: an entry of two lines. */
export function MovementFormPage() {
  const { t } = useMessages();
  const { store } = useStores();
  return (
    <Page title={t('page.movement')} about={store?.name}>
      {store && <MovementForm key={store.storeId} store={store} />}
    </Page>
  );
}

function MovementForm({ store }: { store: Store }) {
  const { t } = useMessages();
  const { storeId, companyId, currency, timeZone } = store;
  const { chart, nameOf } = useChart(companyId);
  const fileFault = useFileFault();
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const form = useForm({
    initialValues: {
      journal: 'bank' as Journal,
      way: 'out' as 'in' | 'out',
      businessDay: dayIn(timeZone, new Date()),
      amount: '',
      account: '',
      customerId: '',
      memo: '',
      document: '',
      file: null as File | null,
    },
    validate: {
      businessDay: missing,
      amount: (text) => (parseAmount(text, currency) ? null : t('form.amount')),
      account: missing,
      customerId: (text, { account }) => (OF_CUSTOMERS.includes(account) ? missing(text) : null),
      memo: missing,
      file: fileFault,
    },
  });
  const { journal, way, account, customerId, file } = form.values;
  const post = usePostEntry((errors) => {
    // both lines are of one field here
    const ofLines = Object.entries(errors).map(([field, text]) => [field.replace(/^lines\.\d+\./, ''), text]);
    form.setErrors(Object.fromEntries(ofLines) as Record<string, string>);
  });
  const send = (typed: typeof form.values): void => {
    const minor = parseAmount(typed.amount, currency) ?? 0;
    const [debitMinor, creditMinor] = typed.way === 'in' ? [minor, 0] : [0, minor];
    const memo = typed.memo.trim();
    post.mutate({
      storeId,
      journal: typed.journal,
      businessDay: typed.businessDay,
      memo,
      reason: memo,
      ...(typed.document.trim() ? { document: typed.document.trim() } : {}),
      file: typed.file,
      lines: [
        { account: MONEY[typed.journal], debitMinor, creditMinor },
        {
          account: typed.account,
          ...(typed.customerId ? { customerId: typed.customerId } : {}),
          debitMinor: creditMinor,
          creditMinor: debitMinor,
        },
      ],
      indexes: [0, 1],
    });
  };
  return (
    <Paper withBorder p="md" className="form">
      <form onSubmit={form.onSubmit(send)} noValidate>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <SegmentedControl
              aria-label={t('movement.where')}
              data={[
                { value: 'bank', label: t('movement.bank') },
                { value: 'cash', label: t('movement.cash') },
              ]}
              {...form.getInputProps('journal')}
            />
            <SegmentedControl
              aria-label={t('movement.way')}
              data={[
                { value: 'out', label: t('movement.out') },
                { value: 'in', label: t('movement.in') },
              ]}
              {...form.getInputProps('way')}
            />
          </SimpleGrid>
          <div className="quiet">{t(`movement.${way}-how`, { account: nameOf(MONEY[journal]) })}</div>
          {journal === 'cash' && <div className="quiet">{t('movement.tills-how')}</div>}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('entry-form.day')} type="date" required {...form.getInputProps('businessDay')} />
            <TextInput
              className="amount"
              label={t('movement.amount', { currency })}
              inputMode="decimal"
              required
              {...form.getInputProps('amount')}
            />
          </SimpleGrid>
          <AccountField
            label={t(`movement.${way}-account`)}
            required
            accounts={(chart?.items ?? []).filter((one) => one.account !== MONEY[journal])}
            account={account}
            choose={(next) => form.setValues({ account: next, customerId: '' })}
            error={form.errors['account'] as string | undefined}
          />
          {OF_CUSTOMERS.includes(account) && (
            <CustomerField
              label={t('document.customer')}
              customerId={customerId}
              choose={(next) => form.setFieldValue('customerId', next)}
              error={form.errors['customerId'] as string | undefined}
            />
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('movement.for')} required maxLength={200} {...form.getInputProps('memo')} />
            <TextInput label={t('entry-form.document')} maxLength={60} {...form.getInputProps('document')} />
          </SimpleGrid>
          <AttachmentField
            file={file}
            choose={(next) => form.setFieldValue('file', next)}
            error={form.errors['file']}
          />
          <FormEnd
            error={post.error}
            isDirty={form.isDirty() && !post.isSuccess}
            isSaving={post.isPending}
            save={t('entry-form.post')}
          />
        </Stack>
      </form>
    </Paper>
  );
}

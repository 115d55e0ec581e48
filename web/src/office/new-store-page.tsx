import { Autocomplete, NativeSelect, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CURRENCY_DECIMALS } from '@comptoir/contracts/money';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { chooseStore, useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';

type NewStore = Api['POST /stores']['body'];

const CURRENCIES = Object.keys(CURRENCY_DECIMALS) as NewStore['currency'][];
const TIME_ZONES = Intl.supportedValuesOf('timeZone');
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** As documents number their series: short, and never changed. */
const CODE = /^[A-Z0-9]{1,8}$/;

/** Opens a store; in an installation without one, the first: then the company is written down here too. */
export function NewStorePage() {
  const { t } = useMessages();
  const { stores, isLoaded, error } = useStores();
  const isFirst = isLoaded && stores.length === 0;
  return (
    <Page title={t(isFirst ? 'store.first' : 'store.new')}>
      <ProblemNote error={error} />
      {isFirst && <p className="quiet">{t('store.first-how')}</p>}
      {isLoaded && <StoreForm like={stores[0]} />}
    </Page>
  );
}

/** The form of a new store; the company, currency and time zone are those of another store until they are changed. */
function StoreForm({ like }: { like: Store | undefined }) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const company = like?.legal;
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const form = useForm({
    initialValues: {
      companyName: company?.companyName ?? '',
      legalForm: company?.legalForm ?? '',
      taxId: company?.taxId ?? '',
      tradeRegister: company?.tradeRegister ?? '',
      code: '',
      name: '',
      address: '',
      currency: like?.currency ?? ('DZD' as NewStore['currency']),
      timeZone: like?.timeZone ?? HERE,
    },
    validate: {
      companyName: missing,
      name: missing,
      address: missing,
      code: (text) => (CODE.test(text.trim()) ? null : t('store.code-how')),
      timeZone: (zone) => (TIME_ZONES.includes(zone) || zone === HERE ? null : t('store.time-zone-how')),
    },
  });
  const open = useAct({
    run: ({ companyName, legalForm, taxId, tradeRegister, ...store }: typeof form.values, key) => {
      const optional = Object.entries({ legalForm, taxId, tradeRegister }).flatMap(([name, text]) =>
        text.trim() ? [[name, text.trim()]] : [],
      );
      const legal = { companyName: companyName.trim(), ...Object.fromEntries(optional) } as NewStore['legal'];
      const { code, name, address } = store;
      const trimmed = { code: code.trim(), name: name.trim(), address: address.trim() };
      return ask('POST /stores', { body: { ...store, ...trimmed, legal }, key });
    },
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async ({ storeId }) => {
      await queries.invalidateQueries({ queryKey: ['stores'] });
      chooseStore(storeId);
      void navigate({ to: '/products' });
    },
  });
  return (
    <Paper withBorder p="md" className="form">
      <form onSubmit={form.onSubmit((values) => open.mutate(values))} noValidate>
        <Stack>
          <h2>{t('store.company')}</h2>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('store.company-name')} required {...form.getInputProps('companyName')} />
            <TextInput label={t('store.legal-form')} {...form.getInputProps('legalForm')} />
            <TextInput label={t('customer.taxId')} {...form.getInputProps('taxId')} />
            <TextInput label={t('store.register')} {...form.getInputProps('tradeRegister')} />
          </SimpleGrid>
          <h2>{t('frame.store')}</h2>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t('store.name')} required {...form.getInputProps('name')} />
            <TextInput
              label={t('store.code')}
              description={t('store.code-how')}
              required
              {...form.getInputProps('code')}
            />
          </SimpleGrid>
          <TextInput label={t('customer.address')} required {...form.getInputProps('address')} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect label={t('store.currency')} data={CURRENCIES} {...form.getInputProps('currency')} />
            <Autocomplete
              label={t('store.time-zone')}
              data={TIME_ZONES}
              limit={20}
              {...form.getInputProps('timeZone')}
            />
          </SimpleGrid>
          <FormEnd
            error={open.error}
            isDirty={form.isDirty() && !open.isSuccess}
            isSaving={open.isPending}
            save={t('store.open')}
          />
        </Stack>
      </form>
    </Paper>
  );
}

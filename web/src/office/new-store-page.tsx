import { Autocomplete, NativeSelect, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CURRENCY_DECIMALS } from '@comptoir/contracts/money';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Company, Store } from '../api/shapes.js';
import { LegalFields, legalOf, PROFILES, type Profile } from '../books/legal-fields.js';
import { ProblemNote } from '../frame/problem-note.js';
import { chooseStore, useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { useAct } from '../kit/use-act.js';
import { parseCoin, StoreTermsInputs, termsOf, typedTerms } from './store-terms.js';

type NewStore = Api['POST /stores']['body'];

const CURRENCIES = Object.keys(CURRENCY_DECIMALS) as NewStore['currency'][];
const TIME_ZONES = Intl.supportedValuesOf('timeZone');
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** What the choice of a company says for one that is opened with the store. */
const NEW_COMPANY = '';
const BY_CURRENCY = '';

/** What a person types of the company of a store. */
type Typed = Required<NonNullable<NewStore['legal']>> & {
  readonly companyId: string;
  readonly profile: Profile | typeof BY_CURRENCY;
};
/** As documents number their series: short, and never changed. */
const CODE = /^[A-Z0-9]{1,8}$/;

/** Opens a store of a company, or of a new one; in an installation without one, the first. */
export function NewStorePage() {
  const { t } = useMessages();
  const { stores, isLoaded, error } = useStores();
  const companies = useQuery({ queryKey: ['companies'], queryFn: () => ask('GET /companies', {}) });
  const isFirst = isLoaded && stores.length === 0;
  return (
    <Page title={t(isFirst ? 'store.first' : 'store.new')}>
      <ProblemNote error={error ?? companies.error} />
      {isFirst && <p className="quiet">{t('store.first-how')}</p>}
      {isLoaded && companies.data && <StoreForm like={stores[0]} companies={companies.data.items} />}
    </Page>
  );
}

/** The company that was chosen, or the identity and the country of a new one. */
function companyOf({ companyId, profile, ...typed }: Typed): Partial<NewStore> {
  if (companyId !== NEW_COMPANY) return { companyId };
  return { legal: legalOf(typed), ...(profile === BY_CURRENCY ? {} : { profile }) };
}

/** The form of a new store; the company, currency and time zone are those of another store until they are changed. */
function StoreForm({ like, companies }: { like: Store | undefined; companies: readonly Company[] }) {
  const { t } = useMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const form = useForm({
    initialValues: {
      companyId: like?.companyId ?? NEW_COMPANY,
      companyName: '',
      legalForm: '',
      taxId: '',
      tradeRegister: '',
      profile: BY_CURRENCY as Typed['profile'],
      code: '',
      name: '',
      address: '',
      currency: like?.currency ?? ('DZD' as NewStore['currency']),
      timeZone: like?.timeZone ?? HERE,
      ...termsOf(like),
    },
    validate: {
      companyName: (text, { companyId }) => (companyId === NEW_COMPANY ? missing(text) : null),
      name: missing,
      address: missing,
      code: (text) => (CODE.test(text.trim()) ? null : t('store.code-how')),
      coin: (text, { currency }) => (parseCoin(text, currency) === undefined ? t('form.amount') : null),
      timeZone: (zone) => (TIME_ZONES.includes(zone) || zone === HERE ? null : t('store.time-zone-how')),
    },
  });
  const open = useAct({
    run: (typed: typeof form.values, key) => {
      const { code, name, address, currency, timeZone } = typed;
      const trimmed = { code: code.trim(), name: name.trim(), address: address.trim(), currency, timeZone };
      return ask('POST /stores', { body: { ...trimmed, ...typedTerms(typed, currency), ...companyOf(typed) }, key });
    },
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: async ({ storeId }) => {
      await Promise.all(['stores', 'companies'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
      chooseStore(storeId);
      void navigate({ to: '/products' });
    },
  });
  return (
    <Paper withBorder p="md" className="form">
      <form onSubmit={form.onSubmit((values) => open.mutate(values))} noValidate>
        <Stack>
          <h2>{t('store.company')}</h2>
          {companies.length > 0 && (
            <NativeSelect
              label={t('store.company-of')}
              data={[
                ...companies.map(({ companyId: value, legal }) => ({ value, label: legal.companyName })),
                { value: NEW_COMPANY, label: t('company.new') },
              ]}
              {...form.getInputProps('companyId')}
            />
          )}
          {form.values.companyId === NEW_COMPANY && (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <LegalFields inputOf={(name) => form.getInputProps(name)} />
              <NativeSelect
                label={t('company.profile')}
                description={t('company.profile-how')}
                data={[
                  { value: BY_CURRENCY, label: t('company.profile-by-currency') },
                  ...PROFILES.map((value) => ({ value, label: t(`company.profile.${value}`) })),
                ]}
                {...form.getInputProps('profile')}
              />
            </SimpleGrid>
          )}
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
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <StoreTermsInputs
              currency={form.values.currency}
              tags={form.getInputProps('tags')}
              coin={form.getInputProps('coin')}
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

import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask, codeOf } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Company } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { errorText } from '../i18n/problem-text.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { LegalFields, legalOf, PROFILES, type Profile } from './legal-fields.js';

/** Companies are read again, and the stores with the identity that theirs has. */
function useCompaniesChanged(done: () => void): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(['companies', 'stores'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
    done();
  };
}

/** Opens a company; the country decides the chart of its accounts, and stays. */
export function NewCompanyForm({ done }: { done: () => void }) {
  const { t } = useMessages();
  const { store } = useStores();
  const changed = useCompaniesChanged(done);
  const form = useForm({
    initialValues: {
      profile: (store?.currency === 'EUR' ? 'FR' : 'DZ') as Profile,
      companyName: '',
      legalForm: '',
      taxId: '',
      tradeRegister: '',
    },
    validate: { companyName: (text) => (text.trim() ? null : t('form.missing')) },
  });
  const open = useAct({
    run: ({ profile, ...legal }: typeof form.values, key) =>
      ask('POST /companies', { body: { profile, legal: legalOf(legal) }, key }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: changed,
  });
  return (
    <form onSubmit={form.onSubmit((typed) => open.mutate(typed))} noValidate>
      <Stack>
        <NativeSelect
          label={t('company.profile')}
          description={t('company.profile-how')}
          data={PROFILES.map((value) => ({ value, label: t(`company.profile.${value}`) }))}
          {...form.getInputProps('profile')}
        />
        <LegalFields inputOf={(name) => form.getInputProps(name)} />
        <FormEnd
          error={open.error}
          isDirty={form.isDirty() && !open.isSuccess}
          isSaving={open.isPending}
          save={t('company.open')}
        />
      </Stack>
    </form>
  );
}

/** Gives a company another legal identity from a day on; documents that are issued keep theirs. */
export function IdentityForm({ company, done }: { company: Company; done: () => void }) {
  const messages = useMessages();
  const { t } = messages;
  const { stores } = useStores();
  const { companyId, revision, legal } = company;
  const zone = stores.find((one) => one.companyId === companyId)?.timeZone ?? 'UTC';
  const changed = useCompaniesChanged(done);
  const missing = (text: string): string | null => (text.trim() ? null : t('form.missing'));
  const form = useForm({
    initialValues: {
      companyName: legal.companyName,
      legalForm: legal.legalForm ?? '',
      taxId: legal.taxId ?? '',
      tradeRegister: legal.tradeRegister ?? '',
      from: dayIn(zone, new Date()),
    },
    validate: { companyName: missing, from: missing },
  });
  const change = useAct({
    run: ({ from, ...typed }: typeof form.values, key) => {
      const body: Api['PATCH /companies/{companyId}']['body'] = { revision, legal: legalOf(typed), from };
      return ask('PATCH /companies/{companyId}', { params: { companyId }, body, key });
    },
    onFailed: (error) => {
      const { message } = errorText(messages, error);
      const isPast = codeOf(error) === 'company.identity-in-the-past';
      form.setErrors({ ...fieldErrors(error), ...(isPast ? { from: message } : {}) });
    },
    onDone: changed,
  });
  return (
    <form onSubmit={form.onSubmit((typed) => change.mutate(typed))} noValidate>
      <Stack>
        <LegalFields inputOf={(name) => form.getInputProps(name)} />
        <TextInput
          label={t('company.from')}
          description={t('company.from-how')}
          type="date"
          required
          {...form.getInputProps('from')}
        />
        <FormEnd
          error={change.error}
          isDirty={form.isDirty() && !change.isSuccess}
          isSaving={change.isPending}
          save={t('form.save')}
        />
      </Stack>
    </form>
  );
}

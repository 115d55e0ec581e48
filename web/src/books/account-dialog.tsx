import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { ask, codeOf } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Account } from '../api/shapes.js';
import { errorText } from '../i18n/problem-text.js';
import { useMessages } from '../i18n/messages.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { useAct } from '../kit/use-act.js';
import { changesOf } from '../office/changes-of.js';
import { accountKeyOf, ACCOUNT_TYPES } from './account-types.js';

type Chart = Api['GET /accounts']['reply'];

const CODE = /^[0-9A-Z.]{1,20}$/;
/** Refusals that are about the code. */
const OF_CODE: readonly string[] = ['account.code-taken', 'account.in-use'];

/** Adds an account to a chart, or changes the code and the name of one. */
export function AccountDialog({ chart, edited, close }: { chart: Chart; edited: Account | 'new'; close: () => void }) {
  const { t } = useMessages();
  const title = edited === 'new' ? t('chart.add') : t('chart.change-of', { name: edited.name });
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('dialog.close') }}>
      <AccountForm chart={chart} edited={edited} close={close} />
    </Modal>
  );
}

function AccountForm({ chart, edited, close }: { chart: Chart; edited: Account | 'new'; close: () => void }) {
  const messages = useMessages();
  const { t } = messages;
  const queries = useQueryClient();
  const { companyId, revision, items } = chart;
  const isNew = edited === 'new';
  const form = useForm({
    initialValues: {
      code: isNew ? '' : edited.code,
      name: isNew ? '' : edited.name,
      type: isNew ? ('expense' as Account['type']) : edited.type,
    },
    validate: {
      code: (text) => (CODE.test(text.trim()) ? null : t('chart.code-how')),
      name: (text) => (text.trim() ? null : t('form.missing')),
    },
  });
  const save = useAct({
    run: ({ code, name, type }: typeof form.values, key) => {
      const named = { code: code.trim(), name: name.trim() };
      if (isNew) {
        const account = accountKeyOf(
          name,
          items.map((one) => one.account),
        );
        return ask('POST /accounts', { body: { companyId, revision, account, type, ...named }, key });
      }
      const changes = changesOf({ code: edited.code, name: edited.name }, named);
      return ask('PATCH /accounts/{account}', {
        params: { account: edited.account },
        body: { companyId, revision, changes },
        key,
      });
    },
    onFailed: (error) => {
      const code = codeOf(error);
      const ofCode = code !== undefined && OF_CODE.includes(code);
      form.setErrors({ ...fieldErrors(error), ...(ofCode ? { code: errorText(messages, error).message } : {}) });
      if (code === 'chart.changed') void queries.invalidateQueries({ queryKey: ['chart', companyId] });
    },
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['chart', companyId] });
      close();
    },
  });
  return (
    <form onSubmit={form.onSubmit((typed) => save.mutate(typed))} noValidate>
      <Stack>
        <TextInput
          label={t('chart.code')}
          description={t('chart.code-how')}
          required
          maxLength={20}
          {...form.getInputProps('code')}
        />
        <TextInput label={t('chart.name')} required maxLength={120} {...form.getInputProps('name')} />
        <NativeSelect
          label={t('chart.type')}
          disabled={!isNew}
          data={ACCOUNT_TYPES.map((value) => ({ value, label: t(`chart.type.${value}`) }))}
          {...form.getInputProps('type')}
        />
        <FormEnd
          error={save.error}
          isDirty={form.isDirty() && !save.isSuccess}
          isSaving={save.isPending}
          isReady={isNew || form.isDirty()}
          save={t(isNew ? 'chart.add' : 'form.save')}
        />
      </Stack>
    </form>
  );
}

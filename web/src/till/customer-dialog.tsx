import { Button, Group, NativeSelect, SegmentedControl, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useStores } from '../frame/store-choice.js';
import { ask, newKey } from '../api/client.js';
import type { Customer } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { TakenNumber } from '../sale/taken-number.js';
import { AccountStanding } from '../sale/account-standing.js';
import { companyNumberOf } from './company-number.js';
import { DialogFrame, useShown } from './dialog-frame.js';
import type { Wait } from './typed-ahead.js';

/** Customers by name, phone, tax number or document; the first eight. */
function customersLike(terms: string) {
  return queryOptions({
    queryKey: ['customers', terms],
    queryFn: ({ signal }) =>
      ask('GET /customers', { query: { ...(terms ? { text: terms } : {}), limit: '8' }, signal }),
  });
}

const named = (customers: readonly Customer[]): Customer[] => customers.filter((one) => one.kind !== 'walkIn');

/** Finds a customer, or opens an account for a new one; later keys wait for the answer, and are dropped without a customer. */
export function CustomerDialog({
  close,
  choose,
  hold,
}: {
  close: () => void;
  choose: (customer: Customer | undefined) => void;
  hold: (wait: Wait) => void;
}) {
  const { t } = useMessages();
  const [adds, setAdds] = useState(false);
  return (
    <DialogFrame title={t('customer.title')} size="lg" close={close}>
      {adds ? (
        <NewCustomer back={() => setAdds(false)} choose={choose} hold={hold} />
      ) : (
        <FindCustomer choose={choose} add={() => setAdds(true)} hold={hold} />
      )}
    </DialogFrame>
  );
}

function FindCustomer({
  choose,
  add,
  hold,
}: {
  choose: (customer: Customer | undefined) => void;
  add: () => void;
  hold: (wait: Wait) => void;
}) {
  const { t } = useMessages();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const { data, error } = useQuery({ ...customersLike(asked), placeholderData: keepPreviousData });
  const found = named(data?.items ?? []);
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const shown = useShown();
  const latest = useRef(text);
  latest.current = text;
  /** Chooses the first customer found by the typed text; the result may come after the key. */
  const takeFirst: Wait = async (cancelled) => {
    // With a key of its own: the list's request is aborted when the text changes.
    const search = { ...customersLike(text.trim()), queryKey: ['find customer', text.trim()] };
    const [first] = named((await queries.fetchQuery(search)).items);
    if (!first || cancelled.aborted || !shown.current || latest.current !== text) return false;
    choose(first);
    return true;
  };
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          hold((cancelled) => takeFirst(cancelled).catch((error: unknown) => (setFailure(error), false)));
        }}
      >
        <TextInput
          label={t('customer.find')}
          description={t('customer.find-how')}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
      <ProblemNote error={failure ?? error} />
      <ul className="choices" aria-label={t('customer.found')}>
        {found.map((one) => (
          <li key={one.customerId}>
            <UnstyledButton className="choice" onClick={() => choose(one)}>
              <span className="strong">{one.name}</span>
              <span className="quiet">
                {[t(`customer.${one.kind}`), one.phone, one.identifiers[0]?.value].filter(Boolean).join(' · ')}
              </span>
              {one.creditLimit && <AccountStanding customerId={one.customerId} currency={one.creditLimit.currency} />}
            </UnstyledButton>
          </li>
        ))}
        {data && found.length === 0 && <li className="quiet">{t('customer.none')}</li>}
      </ul>
      <Group justify="space-between">
        <Button variant="default" onClick={() => choose(undefined)}>
          {t('document.walk-in')}
        </Button>
        <Button onClick={add}>{t('customer.new')}</Button>
      </Group>
    </Stack>
  );
}

function NewCustomer({
  back,
  choose,
  hold,
}: {
  back: () => void;
  choose: (customer: Customer) => void;
  hold: (wait: Wait) => void;
}) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { store } = useStores();
  const key = useRef(newKey());
  const [kind, setKind] = useState<'person' | 'company'>('person');
  const [fields, setFields] = useState({ name: '', phone: '', taxId: '', street: '', city: '' });
  const own = companyNumberOf(store?.currency);
  const [numberKind, setNumberKind] = useState<typeof own.kind | 'taxNumber'>(own.kind);
  const open = useMutation({
    mutationFn: () => {
      const { name, phone, taxId, street, city } = Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [field, value.trim() || undefined]),
      ) as Partial<typeof fields>;
      const profile = numberKind === 'taxNumber' ? 'generic' : own.profile;
      return ask('POST /customers', {
        body: {
          kind,
          name: name ?? '',
          ...(phone === undefined ? {} : { phone }),
          ...(street === undefined && city === undefined
            ? {}
            : { address: { ...(street === undefined ? {} : { street }), ...(city === undefined ? {} : { city }) } }),
          ...(kind === 'company' && taxId !== undefined
            ? { profile, identifiers: [{ kind: numberKind, value: taxId }] }
            : {}),
        },
        key: key.current,
      });
    },
    onSuccess: (customer) => {
      void queries.invalidateQueries({ queryKey: ['customers'] });
      choose(customer);
    },
  });
  const changed = (change: () => void): void => {
    key.current = newKey(); // other content is another request
    change();
  };
  const field = (name: keyof typeof fields, label: string, required = false, maxLength = 160) => (
    <TextInput
      key={name}
      label={label}
      required={required}
      maxLength={maxLength}
      value={fields[name]}
      onChange={({ currentTarget: { value } }) =>
        changed(() => setFields((present) => ({ ...present, [name]: value })))
      }
      {...(name === 'name' ? { 'data-autofocus': true, autoFocus: true } : {})}
    />
  );
  const isCompany = kind === 'company';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        hold(() =>
          open.mutateAsync().then(
            () => true,
            () => false,
          ),
        );
      }}
    >
      <Stack>
        <SegmentedControl
          fullWidth
          aria-label={t('customer.kind')}
          value={kind}
          onChange={(value) => changed(() => setKind(value as 'person' | 'company'))}
          data={(['person', 'company'] as const).map((value) => ({ value, label: t(`customer.${value}`) }))}
        />
        {field('name', t(isCompany ? 'customer.legal-name' : 'customer.name'), true)}
        {field('phone', t('customer.phone'), false, 40)}
        {isCompany && (
          <>
            <NativeSelect
              label={t('customer.number-kind')}
              value={numberKind}
              onChange={({ currentTarget: { value } }) => changed(() => setNumberKind(value as typeof numberKind))}
              data={[...new Set([own.kind, 'taxNumber' as const])].map((value) => ({
                value,
                label: t(`identifier.${value}`),
              }))}
            />
            {field('taxId', t('customer.taxId'), true, 40)}
          </>
        )}
        {field('street', t('customer.street'))}
        {field('city', t('customer.city'), isCompany, 100)}
        <ProblemNote error={open.error}>
          <TakenNumber error={open.error} />
        </ProblemNote>
        <Group justify="space-between">
          <Button variant="default" onClick={back}>
            {t('dialog.back')}
          </Button>
          <Button type="submit" loading={open.isPending}>
            {t('customer.open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

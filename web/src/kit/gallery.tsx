import { Group, NumberInput, Stack, TextInput, Title, Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { ApiProblem } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { LANGUAGE_NAMES, setLanguage, useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from './data-table.js';
import { AmountFilter, ChoiceFilter, DayFilter, FilterBar, TextFilter, useFilters } from './filters.js';
import { fieldErrors } from './field-errors.js';
import { FiguresTable } from './figures-table.js';
import { FormEnd } from './form.js';
import { Page } from './page.js';
import { Question } from './question.js';
import { Status, type Tone } from './status.js';
import type { LoadedList } from './use-list.js';

const CURRENCY = 'DZD';
const ROWS = 100_000;
const PAGE = 50;
const TONES: readonly Tone[] = ['good', 'warn', 'bad', 'quiet'];
/** Names that are hard to lay out: long, without a space, in the other direction, with marks above and below. */
const NAMES = [
  'Écran 55″',
  'Ŵĩđé',
  'شاشة مسطحة',
  'Réfrigérateur combiné 280 litres, classe énergétique A',
  'X'.repeat(60),
];

const REFUSED = new ApiProblem({
  type: 'urn:comptoir:message.invalid',
  title: 'Bad Request',
  status: 400,
  code: 'message.invalid',
  detail: 'A field is not as it must be.',
  reference: '01KD0EXAMPLE',
  issues: [{ field: 'body.name', fault: 'must not be empty' }],
});

interface Row {
  readonly id: number;
  readonly name: string;
  readonly minor: number;
}

/** A list of the length that is asked for, which is there page by page as a server's is. */
function useMadeUpList(length: number): LoadedList<Row> {
  const [loaded, setLoaded] = useState(PAGE);
  const count = Math.min(loaded, length);
  const rows = useMemo(
    () =>
      Array.from({ length: count }, (_none, id) => ({
        id,
        name: NAMES[id % NAMES.length] ?? '',
        minor: id * 12_345 - 99,
      })),
    [count],
  );
  const loadMore = (): void => setLoaded((before) => Math.max(before, Math.min(length, before * 4)));
  return { rows, error: undefined, isLoading: false, hasMore: count < length, loadMore };
}

const LOADING: LoadedList<Row> = {
  rows: [],
  error: undefined,
  isLoading: true,
  hasMore: false,
  loadMore: () => undefined,
};
const EMPTY: LoadedList<Row> = { ...LOADING, isLoading: false };
const FAILED: LoadedList<Row> = { ...EMPTY, error: REFUSED };

/** Every part that pages are made of, in its states. In development only: `npx vite web`, then /kit. */
export function KitGallery() {
  const { t, money, figure } = useMessages();
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState('');
  const filters = useFilters<'text' | 'tone' | 'minMinor' | 'from'>();
  const long = useMadeUpList(ROWS);
  const columns: Column<Row>[] = [
    { id: 'id', head: '#', numeric: true, wide: true, cell: ({ id }) => id + 1 },
    { id: 'name', head: t('product.name'), cell: ({ name }) => name },
    {
      id: 'tone',
      head: t('sale.state'),
      cell: ({ id }) => <Status tone={TONES[id % 4] ?? 'quiet'}>{t('product.low')}</Status>,
    },
    {
      id: 'minor',
      head: t('sale.gross', { currency: CURRENCY }),
      numeric: true,
      cell: ({ minor }) => figure(minor, CURRENCY),
    },
  ];
  const list = (label: string, rows: LoadedList<Row>, foot: readonly Readonly<Record<string, string>>[] = []) => (
    <DataTable
      label={label}
      foot={foot}
      list={rows}
      columns={columns}
      rowKey={({ id }) => String(id)}
      empty={<Link to="/">{t('product.none')}</Link>}
    />
  );
  return (
    <main id="content">
      <Page
        title="Kit"
        about={money(-111_860_00, CURRENCY)}
        tools={LANGUAGE_NAMES.map(({ value, label }) => (
          <Button key={value} variant="default" lang={value} onClick={() => void setLanguage(value)}>
            {label}
          </Button>
        ))}
      >
        <Part name="Status">
          <Group>
            {TONES.map((tone) => (
              <Status key={tone} tone={tone}>
                {tone}
              </Status>
            ))}
          </Group>
        </Part>
        <Part name="Filters">
          <FilterBar>
            <TextFilter filters={filters} name="text" label={t('product.find')} />
            <ChoiceFilter
              filters={filters}
              name="tone"
              label={t('sale.state')}
              choices={TONES.map((value) => ({ value, label: value }))}
            />
            <AmountFilter filters={filters} name="minMinor" label={t('filter.at-least')} currency={CURRENCY} />
            <DayFilter filters={filters} name="from" label={t('filter.from')} />
          </FilterBar>
          <output>{JSON.stringify(filters.values)}</output>
        </Part>
        <Part name="Question">
          <Button onClick={() => setAsked(true)}>{t('back.cancel')}</Button>
          <output>{answer}</output>
          <Question
            open={asked}
            title={t('refund.ask.cash', { amount: money(9_044_000, CURRENCY) })}
            yes={t('back.cancel-confirm')}
            onYes={() => (setAnswer('yes'), setAsked(false))}
            onNo={() => (setAnswer('no'), setAsked(false))}
          >
            {t('days.close-how')}
          </Question>
        </Part>
        <Part name="Form">
          <ExampleForm />
        </Part>
        <Part name="Error">
          <ProblemNote error={REFUSED} />
        </Part>
        <Part name="Table that is loading">{list('loading', LOADING)}</Part>
        <Part name="Table without rows">{list('empty', EMPTY)}</Part>
        <Part name="Table that failed">{list('failed', FAILED)}</Part>
        <Part name="Table of figures">
          <FiguresTable
            label="figures"
            name={t('product.name')}
            heads={[t('sale.gross', { currency: CURRENCY })]}
            rows={NAMES.map((name, at) => ({ key: name, name, figures: [figure(at * 12_345 - 99, CURRENCY)] }))}
            totals={[{ key: 'total', name: t('total.all'), figures: [figure(122_955, CURRENCY)] }]}
          />
        </Part>
        <Part name="Table with a total">
          {list('total', { ...EMPTY, rows: long.rows.slice(0, 3) }, [
            { name: t('total.all'), minor: figure(36_738, CURRENCY) },
          ])}
        </Part>
        <Part name="Table of 100,000 rows">{list('long', long)}</Part>
      </Page>
    </main>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section aria-label={name}>
      <Title order={2} size="h4" my="md">
        {name}
      </Title>
      {children}
    </section>
  );
}

/** A form whose server refuses an empty name, and asks before it is left with changes. */
function ExampleForm() {
  const { t } = useMessages();
  const [error, setError] = useState<unknown>();
  const form = useForm({ initialValues: { name: '', count: 1 } });
  const save = ({ name }: { name: string }): void => {
    setError(name === '' ? REFUSED : undefined);
    if (name === '') form.setErrors(fieldErrors(REFUSED));
    else form.resetDirty();
  };
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack maw={420}>
        <TextInput label={t('product.name')} {...form.getInputProps('name')} />
        <NumberInput label={t('delivery.units')} {...form.getInputProps('count')} />
        <FormEnd error={error} isDirty={form.isDirty()} isSaving={false} save={t('form.save')}>
          <Link className="link" to="/sign-in" search={{}}>
            {t('dialog.back')}
          </Link>
        </FormEnd>
      </Stack>
    </form>
  );
}

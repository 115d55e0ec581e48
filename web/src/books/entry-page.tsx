import { Button, Paper, Table } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { sum } from '@comptoir/contracts/money';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ask, saveFile } from '../api/client.js';
import type { Entry } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';
import { fileOf } from './attachment.js';
import { CustomerLink, EntryLink, RecordLink } from './record-link.js';
import { ReverseQuestion } from './reverse-question.js';
import { useChart } from './use-chart.js';

/** One journal entry: its lines, where it comes from, who posted it and why, and what took it back. */
export function EntryPage() {
  const { t } = useMessages();
  const { entryId } = useParams({ from: '/office/journal/$entryId' });
  const { data, error } = useQuery({
    queryKey: ['entry', entryId],
    queryFn: () => ask('GET /entries/{entryId}', { params: { entryId } }),
  });
  return (
    <Page
      title={t('entry.title', { number: data?.number ?? '' })}
      about={data && t(`entry.${data.kind}`)}
      tools={data && <Tools entry={data} />}
    >
      <ProblemNote error={error} />
      {data && <Facts entry={data} />}
      {data && <Lines entry={data} />}
    </Page>
  );
}

/** Entries for the same record: of a manual entry, itself and its mirror. */
function useSiblings({ ref, storeId, entryId, kind }: Entry): readonly Entry[] {
  const { data } = useQuery({
    queryKey: ['entry', 'of', ref],
    queryFn: () => ask('GET /ledger/entries', { query: { ref, storeId } }),
    enabled: kind === 'manual' || kind === 'opening',
  });
  return (data?.items ?? []).filter((one) => one.entryId !== entryId);
}

const totalOf = ({ lines }: Entry): number => sum(lines.map((line) => line.debitMinor));

function Tools({ entry }: { entry: Entry }) {
  const { t, money } = useMessages();
  const may = useMay();
  const { stores } = useStores();
  const siblings = useSiblings(entry);
  const { entryId, number, kind, ref, storeId, currency } = entry;
  const store = stores.find((one) => one.storeId === storeId);
  const canReverse = kind === 'manual' && ref === entryId && siblings.length === 0;
  if (!canReverse || !store || !may('keepBooks')) return null;
  return (
    <ReverseQuestion
      store={store}
      label={t('reversal.act')}
      title={t('reversal.ask', { number, amount: money(totalOf(entry), currency) })}
      run={(body, key) => ask('POST /entries/{entryId}/reversal', { params: { entryId }, body, key })}
    />
  );
}

function Facts({ entry }: { entry: Entry }) {
  const { t, moment } = useMessages();
  const { nameOf } = usePeople();
  const { stores } = useStores();
  const siblings = useSiblings(entry);
  const { kind, ref, memo, document, reason, journal, businessDay, occurredDay, postedAt, postedBy, storeId } = entry;
  const store = stores.find((one) => one.storeId === storeId);
  const saleId = entry.lines.find((line) => line.saleId !== undefined)?.saleId;
  const facts = [
    [
      t('ledger.day'),
      [businessDay, occurredDay && t('receipt.of-day', { day: occurredDay })].filter(Boolean).join(' · '),
    ],
    [t('ledger.what'), kind === 'manual' && memo],
    [t('entry.reason'), reason],
    [
      t('statement.document'),
      <RecordLink key="record" kind={kind} entryRef={ref} saleId={saleId} document={document} />,
    ],
    [t('entry.journal'), t(`journal.${journal}`)],
    [t('ledger.posted'), [moment(postedAt, store?.timeZone), nameOf(postedBy)].filter(Boolean).join(' · ')],
    [t('frame.store'), store?.name],
    [t('entry.attachment'), entry.attachment && <AttachmentButton entry={entry} />],
    [t('entry.mirror'), siblings.length > 0 && siblings.map((one) => <EntryLink key={one.entryId} {...one} />)],
    [t('entry.hash'), <code key="hash" title={entry.hash}>{`${entry.sequence} · ${entry.hash.slice(0, 12)}…`}</code>],
  ] as const;
  return (
    <Paper withBorder p="md">
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Paper>
  );
}

function AttachmentButton({ entry: { entryId, attachment } }: { entry: Entry }) {
  const save = useMutation({
    mutationFn: async () => {
      const answer = await ask('GET /entries/{entryId}/attachment', { params: { entryId } });
      saveFile(fileOf(answer), answer.name);
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPaperclip size={16} stroke={1.5} />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {attachment?.name}
      </Button>
      <ProblemNote error={save.error} />
    </>
  );
}

function Lines({ entry }: { entry: Entry }) {
  const { t, figure, percent } = useMessages();
  const { stores } = useStores();
  const store = stores.find((one) => one.storeId === entry.storeId);
  const { nameOf } = useChart(store?.companyId);
  const { currency, lines } = entry;
  const amount = (minor: number): string => (minor === 0 ? '' : figure(minor, currency));
  const total = figure(totalOf(entry), currency);
  const [debit, credit] = [`${t('ledger.debit')}, ${currency}`, `${t('ledger.credit')}, ${currency}`];
  return (
    <Paper withBorder p="md">
      <Table className="rows-stack" aria-label={t('ledger.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ledger.account')}</Table.Th>
            <Table.Th>{t('entry.about')}</Table.Th>
            <Table.Th className="number">{debit}</Table.Th>
            <Table.Th className="number">{credit}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ account, customerId, till, taxRateBps, label, debitMinor, creditMinor }, index) => (
            <Table.Tr key={index}>
              <Table.Td>{nameOf(account)}</Table.Td>
              <Table.Td>
                {customerId && <CustomerLink customerId={customerId} />}{' '}
                {[till, taxRateBps === undefined ? undefined : percent(taxRateBps), label].filter(Boolean).join(' · ')}
              </Table.Td>
              <Table.Td className="number" data-label={debit}>
                {amount(debitMinor)}
              </Table.Td>
              <Table.Td className="number" data-label={credit}>
                {amount(creditMinor)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{t('total.all')}</Table.Th>
            <Table.Th />
            <Table.Th className="number" data-label={debit}>
              {total}
            </Table.Th>
            <Table.Th className="number" data-label={credit}>
              {total}
            </Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Paper>
  );
}

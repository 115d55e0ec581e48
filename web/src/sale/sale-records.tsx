import { Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Guarantee, Invoice, Sale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { accountName } from '../office/account-name.js';
import { PrintButtons, type Printer } from './print.js';

/** The documents of a sale: its invoice, its credit notes, its guarantee. */
export function Documents({
  documents,
  guarantee,
  error,
  printer,
}: {
  documents: readonly Invoice[];
  guarantee: Guarantee | undefined;
  error: unknown;
  printer: Printer;
}) {
  const { t, money, day, quantity } = useMessages();
  return (
    <Paper withBorder className="records">
      <h2>{t('sale.documents')}</h2>
      <ProblemNote error={error} />
      <ul className="plain">
        {documents.map((one) => (
          <li key={one.invoiceId}>
            <span className="strong">{one.number}</span>
            <span>{t(`document.${one.type}`)}</span>
            <span className="number">{money(one.grossMinor, one.currency)}</span>
            <span className="document-prints">
              <PrintButtons document={one} printer={printer} listed />
            </span>
          </li>
        ))}
      </ul>
      {guarantee && (
        <>
          <h3>
            {t('guarantee.title')}{' '}
            <span className={guarantee.state === 'active' ? 'mark good' : 'mark quiet'}>
              {t(`guarantee.${guarantee.state}`)}
            </span>
          </h3>
          <ul className="plain">
            {guarantee.lines.map((line) => (
              <li key={line.saleLineId}>
                <span>
                  {quantity(line.quantity - line.voidedQty, line)} × {line.name}
                </span>
                <span className="quiet">{t('guarantee.until', { day: day(line.expiresOn) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Paper>
  );
}

/** The journal entries behind a sale and what came back from it. */
export function Ledger({ sale }: { sale: Sale }) {
  const { t, figure, moment } = useMessages();
  const refs = [sale.saleId, ...sale.corrections.map((one) => one.correctionId)];
  const entries = useQuery({
    queryKey: ['sales', sale.saleId, 'entries', refs.length, sale.revision],
    queryFn: async () =>
      (await Promise.all(refs.map((ref) => ask('GET /ledger/entries', { query: { ref } })))).flatMap(
        (page) => page.items,
      ),
  });
  return (
    <Paper withBorder className="records">
      <h2>{t('ledger.title')}</h2>
      <ProblemNote error={entries.error} />
      {entries.data?.map((entry) => (
        <Table key={entry.entryId} captionSide="top" className="entry">
          <Table.Caption>
            {t(`entry.${entry.kind}`)} · {moment(entry.postedAt, sale.store.timeZone)}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('ledger.account')}</Table.Th>
              <Table.Th className="number">{t('ledger.debit')}</Table.Th>
              <Table.Th className="number">{t('ledger.credit')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entry.lines.map((line, index) => (
              <Table.Tr key={index}>
                <Table.Td>{accountName({ t }, line.account)}</Table.Td>
                <Table.Td className="number">
                  {line.debitMinor > 0 ? figure(line.debitMinor, entry.currency) : ''}
                </Table.Td>
                <Table.Td className="number">
                  {line.creditMinor > 0 ? figure(line.creditMinor, entry.currency) : ''}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ))}
    </Paper>
  );
}

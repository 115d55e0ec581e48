import { Paper, Table } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { TransferCard } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useZoneOf } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Facts } from '../kit/facts.js';
import { Page } from '../kit/page.js';
import { PrintButton } from '../kit/print-button.js';
import { Status } from '../kit/status.js';
import { usePeople } from '../kit/use-people.js';
import { TransferActs } from './transfer-acts.js';
import { onTheRoadOf, transferTone } from './transfer-state.js';
import { useProductNames } from './use-product-names.js';
import { useTransfer } from './use-transfer.js';

/** A transfer: what was asked for, what is on the road, what came, and what is done about it; printed, it is the delivery slip. */
export function TransferPage() {
  const { t } = useMessages();
  const { transferId } = useParams({ from: '/office/transfers/$transferId' });
  const { data: transfer, error } = useTransfer(transferId);
  const nameOf = useProductNames(transfer?.lines.map(({ productId }) => productId) ?? []);
  return (
    <Page
      title={transfer?.number ?? t('transfer.title')}
      about={transfer && <Status tone={transferTone(transfer.state)}>{t(`transfer.is.${transfer.state}`)}</Status>}
      tools={
        transfer && (
          <>
            <TransferActs transfer={transfer} />
            <PrintButton print={() => window.print()} />
          </>
        )
      }
    >
      <ProblemNote error={error} />
      {transfer && (
        <>
          <h2 className="print-only">{t('transfer.slip')}</h2>
          <TransferFacts transfer={transfer} />
          <Lines transfer={transfer} nameOf={nameOf} />
          <Moves transfer={transfer} nameOf={nameOf} />
          <Signatures />
        </>
      )}
    </Page>
  );
}

function TransferFacts({ transfer }: { transfer: TransferCard }) {
  const { t, moment, money } = useMessages();
  const zone = useZone(transfer);
  const { nameOf: personOf } = usePeople();
  const doneOf = (act: { at: string; by: string; reason?: string } | undefined): string | undefined => {
    if (!act) return undefined;
    const [what, name] = [moment(act.at, zone), personOf(act.by)];
    return [name ? t('transfer.by', { what, name }) : what, act.reason].filter(Boolean).join(' · ');
  };
  const { leftCostMinor, currency, state } = transfer;
  const isOpen = leftCostMinor !== undefined && leftCostMinor > 0;
  return (
    <Facts
      facts={[
        [t('transfer.from'), `${transfer.fromStoreName} (${transfer.fromStoreCode})`],
        [t('transfer.to'), `${transfer.toStoreName} (${transfer.toStoreCode})`],
        [t('transfer.created'), doneOf({ at: transfer.createdAt, by: transfer.createdBy })],
        [t('transfer.note'), transfer.note],
        [t('transfer.value'), isOpen ? money(leftCostMinor, currency) : undefined],
        [t('transfer.shipped'), doneOf(transfer.shipped)],
        [t('transfer.is.received'), state === 'received' ? doneOf(transfer.received) : undefined],
        [t('transfer.is.refused'), doneOf(transfer.refused)],
        [t('transfer.is.cancelled'), doneOf(transfer.cancelled)],
        [t('transfer.is.returned'), doneOf(transfer.returned)],
        [t('transfer.is.closed'), doneOf(transfer.closed)],
      ]}
    />
  );
}

function Lines({ transfer, nameOf }: { transfer: TransferCard; nameOf: (productId: string) => string }) {
  const { t, figure, quantity: shown } = useMessages();
  const { currency, leftCostMinor, state } = transfer;
  const costs = leftCostMinor !== undefined;
  return (
    <section>
      <h2>{t('transfer.lines')}</h2>
      <Paper withBorder p="md">
        <Table className="rows-stack">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('product.name')}</Table.Th>
              <Table.Th className="number">{t('transfer.asked')}</Table.Th>
              <Table.Th className="number">{t('transfer.shipped')}</Table.Th>
              {costs && <Table.Th className="number">{t('transfer.cost', { currency })}</Table.Th>}
              <Table.Th className="number">{t('transfer.received')}</Table.Th>
              <Table.Th className="number">{t('transfer.lost')}</Table.Th>
              <Table.Th className="number">{t('transfer.units')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {transfer.lines.map((line) => {
              const { productId } = line;
              const cells = [
                [t('transfer.asked'), shown(line.quantity, line)],
                [t('transfer.shipped'), shown(line.shippedQuantity, line)],
                ...(costs ? [[t('transfer.cost', { currency }), figure(line.shippedCostMinor ?? 0, currency)]] : []),
                [t('transfer.received'), shown(line.receivedQuantity, line)],
                [t('transfer.lost'), shown(line.lostQuantity, line)],
                [t('transfer.units'), shown(state === 'returned' ? 0 : onTheRoadOf(line), line)],
              ];
              return (
                <Table.Tr key={productId}>
                  <Table.Td>
                    <Link className="link" to="/products/$productId" params={{ productId }}>
                      {nameOf(productId)}
                    </Link>
                  </Table.Td>
                  {cells.map(([label, cell]) => (
                    <Table.Td key={label} className="number" data-label={label}>
                      {cell}
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
}

/** The time zone of the sender, or of the receiver for whoever works only there. */
function useZone({ fromStoreId, toStoreId }: TransferCard): string | undefined {
  const zoneOf = useZoneOf();
  return zoneOf(fromStoreId) ?? zoneOf(toStoreId);
}

/** What happened to the goods, oldest first. */
function Moves({ transfer, nameOf }: { transfer: TransferCard; nameOf: (productId: string) => string }) {
  const { t, moment, money, quantity: shown } = useMessages();
  const zone = useZone(transfer);
  const { nameOf: personOf } = usePeople();
  const measures = new Map(transfer.lines.map((line) => [line.productId, line]));
  if (transfer.moves.length === 0) return null;
  return (
    <section>
      <h2>{t('transfer.moves')}</h2>
      <ul>
        {transfer.moves.map(({ moveId, kind, at, by, reason, costMinor, lines }) => {
          const goods = lines.map(
            ({ productId, quantity }) => `${shown(quantity, measures.get(productId)!)} × ${nameOf(productId)}`,
          );
          return (
            <li key={moveId}>
              <strong>{t(`transfer.move.${kind}`)}</strong>{' '}
              <span className="quiet">
                {[
                  moment(at, zone),
                  personOf(by),
                  goods.slice(0, MOST_GOODS).join(', ') + (goods.length > MOST_GOODS ? ' …' : ''),
                  costMinor !== undefined && money(costMinor, transfer.currency),
                  reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Products of one move that the page names. */
const MOST_GOODS = 5;

/** Where whoever hands over and whoever receives signs the printed slip. */
function Signatures() {
  const { t } = useMessages();
  return (
    <div className="print-only signatures">
      <p>{t('transfer.slip-handed')} …………………………………………</p>
      <p>{t('transfer.slip-taken')} …………………………………………</p>
    </div>
  );
}

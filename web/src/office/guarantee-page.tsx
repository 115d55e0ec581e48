import { Button, NativeSelect, Paper, Stack, Table, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Guarantee } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { parseQuantity } from '@comptoir/contracts/units';
import { useMay } from '../session.js';
import { typedQuantity } from '../quantity.js';

type Claim = Guarantee['claims'][number];

/** One guarantee: what it covers, and its claims. */
export function GuaranteePage() {
  const { t } = useMessages();
  const may = useMay();
  const { guaranteeId } = useParams({ from: '/office/guarantees/$guaranteeId' });
  const { data, error } = useQuery({
    queryKey: ['guarantee', guaranteeId],
    queryFn: () => ask('GET /guarantees/{guaranteeId}', { params: { guaranteeId } }),
  });
  return (
    <Page title={t('guarantee.title')} about={data && t(`guarantee.${data.state}`)}>
      <ProblemNote error={error} />
      {data && <Covered guarantee={data} />}
      {data && <Claims guarantee={data} />}
      {data?.state === 'active' && may('handleClaims') && <OpenClaim guarantee={data} />}
    </Page>
  );
}

function Covered({ guarantee: { saleId, lines } }: { guarantee: Guarantee }) {
  const { t, day, quantity: shown } = useMessages();
  return (
    <Paper withBorder p="md">
      <p>
        <Link className="link" to="/sales/$saleId" params={{ saleId }}>
          {t('sold.look')}
        </Link>
      </p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('line.product')}</Table.Th>
            <Table.Th className="number">{t('line.quantity')}</Table.Th>
            <Table.Th>{t('guarantee.ends')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ saleLineId, name, quantity, voidedQty, expiresOn, ...measure }) => (
            <Table.Tr key={saleLineId}>
              <Table.Td>{name}</Table.Td>
              <Table.Td className="number">
                {voidedQty > 0
                  ? t('back.of', { count: shown(quantity - voidedQty, measure), all: shown(quantity, measure) })
                  : shown(quantity, measure)}
              </Table.Td>
              <Table.Td>{day(expiresOn)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Claims({ guarantee }: { guarantee: Guarantee }) {
  const { t } = useMessages();
  return (
    <Paper withBorder p="md">
      <h2>{t('claim.title')}</h2>
      {guarantee.claims.length === 0 && <p className="quiet">{t('claim.none')}</p>}
      <Stack component="ul" className="plain">
        {guarantee.claims.map((claim) => (
          <ClaimRow key={claim.claimId} claim={claim} guarantee={guarantee} />
        ))}
      </Stack>
    </Paper>
  );
}

function ClaimRow({ claim, guarantee }: { claim: Claim; guarantee: Guarantee }) {
  const { t, moment, quantity } = useMessages();
  const may = useMay();
  const queries = useQueryClient();
  const [resolution, setResolution] = useState('');
  const { guaranteeId } = guarantee;
  const close = useAct({
    run: (_input: void, key) =>
      ask('POST /guarantees/{guaranteeId}/claims/{claimId}/close', {
        params: { guaranteeId, claimId: claim.claimId },
        body: { resolution: resolution.trim() },
        key,
      }),
    onDone: () => queries.invalidateQueries({ queryKey: ['guarantee', guaranteeId] }),
  });
  const line = guarantee.lines.find(({ saleLineId }) => saleLineId === claim.saleLineId);
  return (
    <li className="claim">
      <div>
        <strong>
          {line && quantity(claim.quantity, line)} × {line?.name}
        </strong>{' '}
        <Status tone={claim.state === 'open' ? 'warn' : 'quiet'}>{t(`claim.${claim.state}`)}</Status>{' '}
        <span className="quiet">{moment(claim.openedAt, guarantee.timeZone)}</span>
        <p>{claim.complaint}</p>
        {claim.resolution && <p className="quiet">{claim.resolution}</p>}
      </div>
      {claim.state === 'open' && may('handleClaims') && (
        <form
          className="claim-close"
          onSubmit={(event) => {
            event.preventDefault();
            close.mutate();
          }}
        >
          <TextInput
            label={t('claim.resolution')}
            required
            maxLength={1000}
            value={resolution}
            onChange={(event) => setResolution(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={close.isPending}>
            {t('claim.close')}
          </Button>
          <ProblemNote error={close.error} />
        </form>
      )}
    </li>
  );
}

function OpenClaim({ guarantee: { guaranteeId, lines } }: { guarantee: Guarantee }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const decimalsOf = (saleLineId: string): number =>
    lines.find((line) => line.saleLineId === saleLineId)?.quantityDecimals ?? 0;
  const form = useForm({
    initialValues: { saleLineId: lines[0]?.saleLineId ?? '', quantity: '1', complaint: '' },
    validate: {
      quantity: (text, { saleLineId }) =>
        typeof typedQuantity(text, decimalsOf(saleLineId)) === 'number' ? null : t('form.quantity'),
      complaint: (text) => (text.trim() ? null : t('form.missing')),
    },
  });
  const open = useAct({
    run: ({ saleLineId, quantity, complaint }: typeof form.values, key) =>
      ask('POST /guarantees/{guaranteeId}/claims', {
        params: { guaranteeId },
        body: {
          saleLineId,
          quantity: parseQuantity(quantity, decimalsOf(saleLineId)) ?? 0,
          complaint: complaint.trim(),
        },
        key,
      }),
    onDone: () => {
      form.reset();
      return queries.invalidateQueries({ queryKey: ['guarantee', guaranteeId] });
    },
  });
  return (
    <Paper withBorder p="md" className="form">
      <h2>{t('claim.new')}</h2>
      <form onSubmit={form.onSubmit((values) => open.mutate(values))} noValidate>
        <Stack>
          <NativeSelect
            label={t('line.product')}
            data={lines.map(({ saleLineId, name }) => ({ value: saleLineId, label: name }))}
            {...form.getInputProps('saleLineId')}
          />
          <TextInput label={t('line.quantity')} inputMode="decimal" {...form.getInputProps('quantity')} />
          <Textarea
            label={t('claim.complaint')}
            required
            maxLength={1000}
            rows={3}
            {...form.getInputProps('complaint')}
          />
          <FormEnd error={open.error} isDirty={form.isDirty()} isSaving={open.isPending} save={t('claim.open-one')} />
        </Stack>
      </form>
    </Paper>
  );
}

import { Button, Group, Paper, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { useMay } from '../session.js';
import { AddTill } from './add-till.js';
import { CountCash } from './count-cash.js';
import { chooseTill, type Till } from './device-till.js';

/** Before a till sells: which till of the store this device is, and its session with the cash counted. */
export function TillGate({ store, tills, till }: { store: Store; tills: readonly Till[]; till: Till | undefined }) {
  const [other, setOther] = useState(false);
  const opens = till !== undefined && !other;
  return (
    <Paper withBorder className="till-gate" component="section">
      {opens ? (
        <OpenTill store={store} till={till} other={tills.length > 1 ? () => setOther(true) : undefined} />
      ) : (
        <ChooseTill store={store} tills={tills} chosen={() => setOther(false)} />
      )}
    </Paper>
  );
}

function ChooseTill({ store, tills, chosen }: { store: Store; tills: readonly Till[]; chosen: () => void }) {
  const { t, moment } = useMessages();
  const may = useMay();
  return (
    <Stack>
      <h2>{t(tills.length > 0 ? 'session.choose' : 'session.no-till')}</h2>
      <p className="quiet">
        {tills.length > 0 ? t('session.choose-how') : may('addTills') ? '' : t('session.no-till-ask')}
      </p>
      <ul className="choices" aria-label={t('session.tills')}>
        {tills.map((one) => (
          <li key={one.till}>
            <Button fullWidth variant="default" size="lg" onClick={() => (chooseTill(one), chosen())}>
              {one.name} ({one.till}),{' '}
              {one.openSession
                ? t('session.is-open', { at: moment(one.openSession.openedAt, store.timeZone) })
                : t('session.is-closed')}
            </Button>
          </li>
        ))}
      </ul>
      {may('addTills') && <AddTill storeId={store.storeId} />}
    </Stack>
  );
}

function OpenTill({ store, till, other }: { store: Store; till: Till; other: (() => void) | undefined }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const [floatMinor, setFloatMinor] = useState<number>();
  const open = useAct({
    run: (countedMinor: number, key) =>
      ask('POST /stores/{storeId}/tills/{till}/sessions', {
        params: { storeId: store.storeId, till: till.till },
        body: { floatMinor: countedMinor },
        key,
      }),
    onFailed: () => void queries.invalidateQueries({ queryKey: ['tills'] }), // somebody else may have opened it
    onDone: () => {
      chooseTill(till);
      return queries.invalidateQueries({ queryKey: ['tills'] });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (floatMinor !== undefined && !open.isPending) open.mutate(floatMinor);
      }}
    >
      <Stack>
        <h2>{t('session.open-title', { till: till.name })}</h2>
        <p className="quiet">{t('session.open-how')}</p>
        <CountCash
          label={t('session.float', { currency: store.currency })}
          currency={store.currency}
          change={setFloatMinor}
        />
        <ProblemNote error={open.error} />
        <Group justify="end">
          {other && (
            <Button variant="default" onClick={other}>
              {t('session.other')}
            </Button>
          )}
          <Button type="submit" size="md" disabled={floatMinor === undefined} loading={open.isPending}>
            {t('session.open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

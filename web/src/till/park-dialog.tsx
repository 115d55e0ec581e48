import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { DialogFrame } from './dialog-frame.js';
import { parkCart } from './parking.js';
import type { TillStore } from './till-store.js';
import type { Scans } from './use-scans.js';
import { walkInOf } from './walk-in.js';

/** Parks the cart, with everything scanned before, under a label or none; Enter parks. */
export function ParkDialog({
  store,
  tillStore,
  scans,
  close,
}: {
  store: Store;
  tillStore: TillStore;
  scans: Scans;
  close: () => void;
}) {
  const { t } = useMessages();
  const [label, setLabel] = useState('');
  const queries = useQueryClient();
  const park = useAct({
    run: async (_input: undefined, key) => {
      const walkIn = await queries.ensureQueryData(walkInOf(store.storeId));
      const { cart } = tillStore.till.get();
      const customerId = cart.customer?.customerId ?? walkIn.customerId;
      return parkCart(cart, { storeId: store.storeId, customerId, label: label.trim(), key });
    },
    onDone: () => {
      tillStore.emptyCart();
      void queries.invalidateQueries({ queryKey: ['orders'] });
      close();
    },
  });
  return (
    <DialogFrame title={t('parking.park-title')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!park.isPending) scans.after(() => park.mutate(undefined));
        }}
      >
        <Stack>
          <TextInput
            label={t('parking.label')}
            description={t('parking.label-how')}
            maxLength={80}
            data-autofocus
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <ProblemNote error={park.error} />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('dialog.back')}
            </Button>
            <Button type="submit" loading={park.isPending}>
              {t('parking.park')}
            </Button>
          </Group>
        </Stack>
      </form>
    </DialogFrame>
  );
}

import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';

/** Whether a product is archived, since when and by whom; archives it, or brings it back. */
export function ArchiveProduct({ product }: { product: Product }) {
  const { t, moment } = useMessages();
  const may = useMay();
  const queries = useQueryClient();
  const { nameOf } = usePeople();
  const { store } = useStores();
  const { productId, revision, archivedAt, archivedBy = '' } = product;
  const change = useAct({
    run: (archived: boolean, key) =>
      ask('PATCH /products/{productId}', { params: { productId }, body: { revision, changes: { archived } }, key }),
    onDone: async (changed) => {
      queries.setQueryData(['product', productId], changed);
      await Promise.all(
        ['list', 'search', 'code', 'find'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
  return (
    <Group>
      {archivedAt && (
        <Status tone="warn">
          {t('product.archived-since', { when: moment(archivedAt, store?.timeZone), name: nameOf(archivedBy) ?? '' })}
        </Status>
      )}
      {may('changeProducts') && (
        <Button
          variant="default"
          loading={change.isPending}
          title={archivedAt ? undefined : t('product.archive-how')}
          onClick={() => change.mutate(!archivedAt)}
        >
          {archivedAt ? t('product.bring-back') : t('product.archive')}
        </Button>
      )}
      <ProblemNote error={change.error} />
    </Group>
  );
}

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { Question } from '../kit/question.js';
import { useAct } from '../kit/use-act.js';
import { addSampleGoods } from './sample-goods.js';

/** Offers some goods to try an empty shop with; asks first, because the books keep them. */
export function TryWithGoods({ store }: { store: Store }) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const fill = useAct({
    run: (_input: void, key) => addSampleGoods(store, key),
    onDone: () => queries.invalidateQueries({ queryKey: ['list'] }),
    onFailed: () => setAsks(false),
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)} loading={fill.isPending}>
        {t('sample.try')}
      </Button>
      <ProblemNote error={fill.error} />
      <Question
        open={asks}
        title={t('sample.ask')}
        yes={t('sample.yes')}
        isRunning={fill.isPending}
        onYes={() => fill.mutate()}
        onNo={() => setAsks(false)}
      >
        {t('sample.how')}
      </Question>
    </>
  );
}

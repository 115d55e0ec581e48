import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { download } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import type { Api } from '../api/schema.js';

/** Routes that answer a list, or the balances of accounts. */
type CsvRoute = {
  [R in keyof Api]: Api[R]['reply'] extends { items: unknown[] } | { balances: unknown[] } ? R : never;
}[keyof Api];

/** Saves the list as it is filtered as a CSV file; the server writes it to the end, however long it is. */
export function CsvButton({
  route,
  params,
  query,
  name,
}: {
  route: CsvRoute;
  params?: object;
  query: object;
  name: string;
}) {
  const { t } = useMessages();
  const save = useMutation({ mutationFn: () => download(route, { params, query, name: `${name}.csv` }) });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} stroke={1.5} />}
        onClick={() => save.mutate()}
        loading={save.isPending}
      >
        {t('csv.save')}
      </Button>
      <ProblemNote error={save.error} />
    </>
  );
}

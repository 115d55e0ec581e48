import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { download } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import type { ListRoute } from './use-list.js';

/** Saves the list as it is filtered as a CSV file; the server writes it to the end, however long it is. */
export function CsvButton({ route, query, name }: { route: ListRoute; query: object; name: string }) {
  const { t } = useMessages();
  const save = useMutation({ mutationFn: () => download(route, query, `${name}.csv`) });
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

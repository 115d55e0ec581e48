import { Button, Group } from '@mantine/core';
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

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Saves the list as it is filtered, as a CSV file or as XLSX; the server writes it to the end. */
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
  const save = useMutation({
    mutationFn: (as: 'csv' | 'xlsx') =>
      as === 'xlsx'
        ? download(route, { params, query, name: `${name}.xlsx`, accept: XLSX })
        : download(route, { params, query, name: `${name}.csv` }),
  });
  return (
    <>
      <Group gap={4}>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.5} />}
          onClick={() => save.mutate('csv')}
          loading={save.isPending && save.variables === 'csv'}
        >
          {t('csv.save')}
        </Button>
        <Button
          variant="default"
          aria-label={t('xlsx.save')}
          title={t('xlsx.save')}
          onClick={() => save.mutate('xlsx')}
          loading={save.isPending && save.variables === 'xlsx'}
        >
          XLSX
        </Button>
      </Group>
      <ProblemNote error={save.error} />
    </>
  );
}

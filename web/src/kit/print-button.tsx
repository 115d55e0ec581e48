import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useMessages } from '../i18n/messages.js';
import type { LoadedList } from './use-list.js';

/** Prints a page with a list: `isPrinting` while its rows are read to the end and laid out, then the browser asks for the paper. */
export function usePrint({ isLoading, hasMore, rows, error, loadMore }: LoadedList<unknown>) {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    if (!isPrinting || isLoading) return;
    if (hasMore) return loadMore();
    if (!error) window.print();
    setIsPrinting(false);
  }, [isPrinting, isLoading, hasMore, rows.length, error, loadMore]);
  return { isPrinting, print: () => setIsPrinting(true) };
}

/** The button of a page that is worth its paper. */
export function PrintButton({ print, isPrinting = false }: { print: () => void; isPrinting?: boolean }) {
  const { t } = useMessages();
  return (
    <Button variant="default" leftSection={<IconPrinter size={18} stroke={1.5} />} onClick={print} loading={isPrinting}>
      {t('print.page')}
    </Button>
  );
}

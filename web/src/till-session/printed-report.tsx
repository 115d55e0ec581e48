import { Button, Group, Stack } from '@mantine/core';
import { useLayoutEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Store, XReport, ZReport } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { followSheet, printSheet } from '../sale/page-rule.js';
import { TillReport } from './till-report.js';

/** A report of a till session on the screen and on the sheet that the browser prints, 80 mm wide, with its button. */
export function PrintedReport({
  report,
  store: { name, timeZone },
  children,
}: {
  report: XReport | ZReport;
  store: Pick<Store, 'name' | 'timeZone'>;
  /** Buttons beside the one that prints. */
  children?: ReactNode;
}) {
  const { t } = useMessages();
  useLayoutEffect(() => followSheet('slip', ''), []);
  const sheet = <TillReport report={report} storeName={name} timeZone={timeZone} />;
  return (
    <Stack>
      <div className="receipt-sheet">{sheet}</div>
      <Group justify="end">
        {children}
        <Button data-autofocus onClick={() => window.print()}>
          {t('session.print')}
        </Button>
      </Group>
      {createPortal(sheet, printSheet())}
    </Stack>
  );
}

import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { Guarantee, Invoice } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { creditedOf } from './credited.js';
import { documentCode } from './document-code.js';
import { followSheet, printSheet, type Paper } from './page-rule.js';
import { notePrinted, wasPrinted } from './printed-documents.js';
import { Receipt } from './receipt.js';

/** What of a sale can be printed. */
interface PrintableSale {
  readonly documents: readonly Invoice[];
  readonly guarantee: Guarantee | undefined;
  readonly timeZone: string;
  /** Ids of the documents that were made on this page: the first print of each is the original, every other print a copy. */
  readonly fresh: ReadonlySet<string>;
}

/** What a page prints with. */
export interface Printer {
  print(document: Invoice, paper: Paper): Promise<void>;
  /** The sheet that the browser prints; the invoice, until another document was printed. */
  readonly sheet: ReactNode;
}

/** Prints documents of a sale by the browser, as a slip of 80 mm or as a page of A4. */
export function usePrinter({ documents, guarantee, timeZone, fresh }: PrintableSale): Printer {
  const { t } = useMessages();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<{ invoiceId: string; paper: Paper }>();
  const [, setPrints] = useState(0);
  const document = documents.find((one) => one.invoiceId === chosen?.invoiceId) ?? documents[0];
  const paper = chosen?.paper ?? (document?.type === 'BON_DE_VENTE' ? 'slip' : 'a4');
  const invoiceId = document?.invoiceId;
  const foot = document ? t('print.foot', { number: document.number, page: '{page}', pages: '{pages}' }) : '';
  useLayoutEffect(() => followSheet(paper, foot), [paper, foot]);
  useEffect(() => {
    if (invoiceId === undefined) return undefined;
    const printed = (): void => {
      notePrinted(invoiceId);
      setPrints((count) => count + 1);
    };
    window.addEventListener('afterprint', printed);
    return () => window.removeEventListener('afterprint', printed);
  }, [invoiceId]);
  const printable = document && {
    document,
    credited: creditedOf(document, documents),
    guarantee: document.type === 'CREDIT_NOTE' ? undefined : guarantee,
    copy: !fresh.has(document.invoiceId) || wasPrinted(document.invoiceId),
    timeZone,
  };
  return {
    print: async (one, kind) => {
      await queries.ensureQueryData(documentCode(one.number)).catch(() => undefined); // without it, no code is printed
      flushSync(() => setChosen({ invoiceId: one.invoiceId, paper: kind }));
      window.print();
    },
    sheet: printable && createPortal(<Receipt printable={printable} paper={paper} />, printSheet()),
  };
}

/** The buttons that print a document, on a slip and on A4; in a list, small and with its number as their name. */
export function PrintButtons({
  document,
  printer,
  listed = false,
}: {
  document: Invoice;
  printer: Printer;
  listed?: boolean;
}) {
  const { t } = useMessages();
  const { number } = document;
  return (['slip', 'a4'] as const).map((paper) => (
    <Button
      key={paper}
      {...(listed ? { variant: 'subtle', size: 'compact-sm' } : { variant: 'default' })}
      {...(listed ? { 'aria-label': t(`print.${paper}-of`, { number }) } : {})}
      onClick={() => void printer.print(document, paper)}
    >
      {t(listed ? `print.${paper}-short` : `print.${paper}`)}
    </Button>
  ));
}

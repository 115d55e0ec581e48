import { Button, Group, Paper } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Sale } from '../api/shapes.js';
import { creditedOf } from '../sale/credited.js';
import { PrintButtons, usePrinter } from '../sale/print.js';
import { Receipt } from '../sale/receipt.js';
import { useSaleDocuments } from '../sale/sale-documents.js';
import { changeOf } from '../sale/paid.js';
import { useMessages } from '../i18n/messages.js';

/** The receipt of the sale just made: its number, the change, and the button for the next customer; `children` are scans. */
export function ReceiptPanel({ sale, done, children }: { sale: Sale; done: () => void; children: ReactNode }) {
  const { t, money } = useMessages();
  const { documents, guarantee } = useSaleDocuments(sale);
  const { timeZone } = sale.store;
  const fresh = new Set(documents.slice(0, 1).map((one) => one.invoiceId));
  const printer = usePrinter({ documents, guarantee, timeZone, fresh });
  const [document] = documents;
  return (
    <div className="sold" data-testid="sold">
      <Paper withBorder className="side" role="status">
        <h2>{t('sold.title')}</h2>
        <p className="sold-number" data-testid="number">
          {sale.invoiceNumber ?? t('sold.no-number')}
        </p>
        {changeOf(sale) > 0 && (
          <div className="due change">
            <span>{t('pay.change')}</span>
            <output>{money(changeOf(sale), sale.currency)}</output>
          </div>
        )}
        <Group>
          <Button autoFocus size="md" onClick={done}>
            {t('sold.next')}
          </Button>
          {document && <PrintButtons document={document} printer={printer} />}
          <Link className="link" to="/sales/$saleId" params={{ saleId: sale.saleId }}>
            {t('sold.look')}
          </Link>
        </Group>
        <p className="quiet">{t('sold.how')}</p>
        {children}
      </Paper>
      {document && (
        <Paper withBorder className="receipt-sheet">
          <Receipt
            printable={{ document, credited: creditedOf(document, documents), guarantee, copy: false, timeZone }}
            paper="slip"
          />
        </Paper>
      )}
      {printer.sheet}
    </div>
  );
}

import { Button, Group, Paper } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { Sale } from '../api/shapes.js';
import { Receipt, type Paper as PaperKind } from '../sale/receipt.js';
import { useMessages } from '../i18n/messages.js';

/** The receipt of the sale just made: its number, the change, and the button for the next customer. */
export function ReceiptPanel({ sale, done }: { sale: Sale; done: () => void }) {
  const { t, money } = useMessages();
  return (
    <div className="sold" data-testid="sold">
      <Paper withBorder className="side" role="status">
        <h2>{t('sold.title')}</h2>
        <p className="sold-number" data-testid="number">
          {sale.invoiceNumber ?? t('sold.no-number')}
        </p>
        {sale.payment && sale.payment.changeMinor > 0 && (
          <div className="due change">
            <span>{t('pay.change')}</span>
            <output>{money(sale.payment.changeMinor, sale.currency)}</output>
          </div>
        )}
        <Group>
          <Button autoFocus size="md" onClick={done}>
            {t('sold.next')}
          </Button>
          <PrintButtons sale={sale} />
          <Link className="link" to="/sales/$saleId" params={{ saleId: sale.saleId }}>
            {t('sold.look')}
          </Link>
        </Group>
        <p className="quiet">{t('sold.how')}</p>
      </Paper>
      <Paper withBorder className="receipt-sheet">
        <Receipt sale={sale} paper="slip" />
      </Paper>
    </div>
  );
}

/** Prints the sale's document by the browser, as a slip of 80 mm or as a page of A4. */
export function PrintButtons({ sale }: { sale: Sale }) {
  const { t } = useMessages();
  const [paper, setPaper] = useState<PaperKind>(sale.documentType === 'FACTURE' ? 'a4' : 'slip');
  useEffect(() => {
    document.getElementById('print')!.className = paper;
  }, [paper]);
  const print = (kind: PaperKind): void => {
    flushSync(() => setPaper(kind));
    document.getElementById('print')!.className = kind;
    window.print();
  };
  return (
    <>
      <Button variant="default" onClick={() => print('slip')}>
        {t('print.slip')}
      </Button>
      <Button variant="default" onClick={() => print('a4')}>
        {t('print.a4')}
      </Button>
      {createPortal(<Receipt sale={sale} paper={paper} />, document.getElementById('print')!)}
    </>
  );
}

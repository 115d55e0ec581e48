import { Button, Group, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Payment, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { parseAmount } from '../money.js';
import { useWords } from '../words/words.js';
import { cartTotals, obstacle, priceStands, type Cart } from './cart.js';
import type { TillStore } from './till-store.js';
import { walkInOf } from './walk-in.js';

type Means = Payment['method'] | 'account';

/** How it is paid, what is given and what goes back; Enter sells. */
export function PayDialog({
  cart,
  store,
  desk,
  close,
}: {
  cart: Cart;
  store: Store;
  desk: TillStore;
  close: () => void;
}) {
  const { t, money } = useWords();
  const [means, setMeans] = useState<Means>('cash');
  const [given, setGiven] = useState('');
  const [note, setNote] = useState('');
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const due = cartTotals(cart).grossMinor;
  const tendered = given.trim() === '' ? due : parseAmount(given, store.currency);
  const short = means === 'cash' && (tendered === undefined || tendered < due);
  const mayPay = obstacle(cart) === undefined && !short;
  const asks = cart.lines.some((line) => priceStands(line) !== 'inside');
  const sell = async (): Promise<void> => {
    if (!mayPay) return;
    const customerId = cart.customer?.customerId ?? (await queries.ensureQueryData(walkInOf(store.storeId))).customerId;
    const payment: Payment | undefined =
      means === 'account' || due === 0
        ? undefined
        : {
            method: means,
            amountMinor: due,
            ...(means === 'cash' && tendered !== undefined ? { tenderedMinor: tendered } : {}),
          };
    const lines = cart.lines.map(({ goods, quantity, unitPriceMinor }) => ({
      productId: goods.productId,
      quantity,
      unitPriceMinor,
    }));
    const said = note.trim() === '' ? {} : { note: note.trim() };
    desk.finish(
      {
        storeId: store.storeId,
        customerId,
        documentType: cart.documentType,
        taxed: true,
        approvalRequested: false,
        lines,
        ...said,
      },
      payment,
    );
    close();
  };
  const methods: Means[] = cart.customer ? ['cash', 'card', 'transfer', 'account'] : ['cash', 'card', 'transfer'];
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('pay.title')}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <form onSubmit={(event) => (event.preventDefault(), void sell().catch(setError))}>
        <Stack>
          <div className="due">
            <span>{t('pay.due')}</span>
            <output>{money(due, store.currency)}</output>
          </div>
          <SegmentedControl
            fullWidth
            aria-label={t('pay.means')}
            value={means}
            onChange={(value) => setMeans(value as Means)}
            data={methods.map((value) => ({ value, label: t(`means.${value}`) }))}
          />
          {means === 'cash' && (
            <>
              <TextInput
                label={t('pay.given', { currency: store.currency })}
                description={t('pay.exact')}
                inputMode="decimal"
                size="lg"
                data-autofocus
                value={given}
                onChange={(event) => setGiven(event.currentTarget.value)}
                error={given.trim() !== '' && short ? t('pay.short') : undefined}
                className="given"
              />
              <div className="due change">
                <span>{t('pay.change')}</span>
                <output data-testid="change">{short ? '—' : money((tendered ?? due) - due, store.currency)}</output>
              </div>
            </>
          )}
          {means === 'account' && (
            <p className="side-note">{t('pay.account-how', { name: cart.customer?.name ?? '' })}</p>
          )}
          {asks && (
            <Textarea
              label={t('pay.why')}
              description={t('pay.asks-manager')}
              value={note}
              maxLength={500}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
          <ProblemNote error={error} />
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('dialog.back')}
            </Button>
            <Button type="submit" size="md" disabled={!mayPay}>
              {t(asks ? 'pay.ask-and-sell' : 'pay.sell')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

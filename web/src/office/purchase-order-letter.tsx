import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PurchaseOrderCard, Store } from '../api/shapes.js';
import { useMessages, type Messages } from '../i18n/messages.js';
import { costOfUnit } from '../money.js';

/** The e-mail to the supplier, in the language of the pages; prices only where they are shown. */
function letterOf(
  { t, money, day, quantity: shown }: Messages,
  { number, currency, expectedDay, note, lines, totalExpectedCostMinor }: PurchaseOrderCard,
  store: Store,
  nameOf: (productId: string) => string,
): { readonly subject: string; readonly body: string } {
  const ordered = lines.map(({ productId, quantity, unit, quantityDecimals, catalogNumber, expectedCostMinor }) =>
    [
      t('purchase.letter.line', { quantity: shown(quantity, { unit, quantityDecimals }), name: nameOf(productId) }),
      catalogNumber && t('purchase.letter.your-number', { catalogNumber }),
      expectedCostMinor !== undefined &&
        t('purchase.letter.price', {
          amount: money(costOfUnit(expectedCostMinor, quantity, quantityDecimals), currency),
        }),
    ]
      .filter(Boolean)
      .join(' – '),
  );
  const place = [store.name, store.address].filter(Boolean).join(', ');
  const paragraphs = [
    t('purchase.letter.greeting'),
    t('purchase.letter.begin', { number }),
    ordered.join('\n'),
    totalExpectedCostMinor !== undefined &&
      t('purchase.letter.total', { amount: money(totalExpectedCostMinor, currency) }),
    expectedDay && t('purchase.letter.day', { day: day(expectedDay) }),
    t('purchase.letter.place', { place }),
    note,
    `${t('purchase.letter.end')}\n${store.legal.companyName}`,
  ];
  return {
    subject: t('purchase.letter.subject', { number, store: store.legal.companyName }),
    body: paragraphs.filter(Boolean).join('\n\n'),
  };
}

/** The text of the e-mail to the supplier, to be copied. */
export function PurchaseOrderLetter({
  order,
  store,
  nameOf,
}: {
  order: PurchaseOrderCard;
  store: Store;
  nameOf: (productId: string) => string;
}) {
  const messages = useMessages();
  const { t } = messages;
  const { subject, body } = letterOf(messages, order, store, nameOf);
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Stack>
      <TextInput label={t('purchase.letter-subject')} readOnly value={subject} />
      <Textarea label={t('purchase.letter-text')} readOnly rows={16} value={body} data-autofocus />
      <Group justify="end">
        <span role="status" className="quiet">
          {isCopied && t('purchase.copied')}
        </span>
        {'clipboard' in navigator && ( // there is none without TLS: the text is selected and copied by hand
          <Button onClick={() => void navigator.clipboard.writeText(body).then(() => setIsCopied(true))}>
            {t('purchase.copy')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

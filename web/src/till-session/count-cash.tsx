import { SegmentedControl, SimpleGrid, TextInput } from '@mantine/core';
import { sum, times, type Currency } from '@comptoir/contracts/money';
import { useState } from 'react';
import { useMessages } from '../i18n/messages.js';
import { parseAmount } from '../money.js';
import { denominationsOf } from './denominations.js';

/** The most notes or coins of one value that are counted. */
const MOST_PIECES = 99_999;

function typedPieces(text: string): number | undefined {
  const pieces = text.trim() === '' ? 0 : /^\d+$/.test(text.trim()) ? Number(text) : undefined;
  return pieces === undefined || pieces > MOST_PIECES ? undefined : pieces;
}

/** Counts a drawer, as one sum or by its notes and coins; answers minor units, undefined while it is no count. */
export function CountCash({
  label,
  currency,
  change,
}: {
  label: string;
  currency: Currency;
  change: (countedMinor: number | undefined) => void;
}) {
  const { t, money } = useMessages();
  const [by, setBy] = useState<'sum' | 'notes'>('sum');
  const [text, setText] = useState('');
  const [pieces, setPieces] = useState<Readonly<Record<number, string>>>({});
  const values = denominationsOf(currency);
  const sumOf = (typed: Readonly<Record<number, string>>): number | undefined => {
    const counts = values.map((valueMinor) => typedPieces(typed[valueMinor] ?? ''));
    return counts.includes(undefined) ? undefined : sum(values.map((valueMinor, at) => times(valueMinor, counts[at]!)));
  };
  const countedMinor = by === 'sum' ? parseAmount(text, currency) : sumOf(pieces);
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('session.count-by')}
        value={by}
        onChange={(value) => {
          setBy(value as typeof by);
          change(value === 'sum' ? parseAmount(text, currency) : sumOf(pieces));
        }}
        data={[
          { value: 'sum', label: t('session.count-sum') },
          { value: 'notes', label: t('session.count-notes') },
        ]}
      />
      {by === 'sum' ? (
        <TextInput
          label={label}
          inputMode="decimal"
          size="lg"
          data-autofocus
          autoFocus
          required
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            change(parseAmount(event.currentTarget.value, currency));
          }}
          error={text !== '' && countedMinor === undefined ? t('form.amount') : undefined}
        />
      ) : (
        <>
          <SimpleGrid cols={{ base: 2, sm: 3 }}>
            {values.map((valueMinor) => (
              <TextInput
                key={valueMinor}
                label={money(valueMinor, currency)}
                aria-label={t('session.pieces', { amount: money(valueMinor, currency) })}
                inputMode="numeric"
                value={pieces[valueMinor] ?? ''}
                onChange={(event) => {
                  const next = { ...pieces, [valueMinor]: event.currentTarget.value };
                  setPieces(next);
                  change(sumOf(next));
                }}
                error={typedPieces(pieces[valueMinor] ?? '') === undefined ? t('form.whole') : undefined}
              />
            ))}
          </SimpleGrid>
          <output className="strong" data-testid="counted">
            {countedMinor === undefined ? '—' : t('session.counted-sum', { amount: money(countedMinor, currency) })}
          </output>
        </>
      )}
    </>
  );
}

import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { parseQuantity } from '@comptoir/contracts/units';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import { MIN_SEARCH_LENGTH, productOf, searchOf, untilAnswered } from '../till/look-up.js';
import { ScanQueue } from '../till/scan-queue.js';
import { ScannerDetector } from '../till/scan.js';
import { play } from '../till/sounds.js';

/** A number that is typed to be the quantity of the next scan; a code is longer, or comes at a scanner's speed. */
const QUANTITY = /^\d{1,3}(?:[.,]\d{1,3})?$/;

/** Smallest units of what was typed as a quantity of a product, one unit where nothing was; undefined where it has no such quantity. */
function unitsOf(typed: string, { quantityDecimals }: Product): number | undefined {
  return typed === '' ? 10 ** quantityDecimals : parseQuantity(typed, quantityDecimals);
}

/**
 * The one field of a count, for a scanner and for a phone; the focus stays in it. A code and Enter, or a few letters of the
 * name and a choice, count one of a product; a short number and Enter before it count so many. Codes that no product has
 * stay listed until they are put away.
 */
export function CountField({ onCounted }: { onCounted: (product: Product, quantity: number) => void }) {
  const { t } = useMessages();
  const box = useCombobox();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [next, setNext] = useState('');
  const [uncountable, setUncountable] = useState('');
  const latest = useRef(onCounted);
  useEffect(() => {
    latest.current = onCounted;
  });
  const [detector] = useState(() => new ScannerDetector());
  const quantities = useRef(new Map<string, string[]>()); // of codes that are looked up, in their order
  const [queue] = useState(
    () =>
      new ScanQueue(
        () => undefined,
        async () => undefined, // products may be counted at any time
      ),
  );
  const missed = useObservable(queue.entries).filter(({ state }) => state !== 'waiting');
  const [sought] = useDebouncedValue(text.trim(), 200);
  const searched = sought.length >= MIN_SEARCH_LENGTH && !QUANTITY.test(sought);
  const found = useQuery({ ...searchOf(sought), enabled: searched });
  const items = searched && text.trim() !== '' ? (found.data?.items ?? []) : [];
  const count = (product: Product, typed: string): void => {
    const units = unitsOf(typed, product);
    play(units === undefined ? 'unknown' : 'added');
    setUncountable(units === undefined ? product.name : '');
    if (units !== undefined) latest.current(product, units);
  };
  const takeQuantity = (): string => {
    setNext('');
    return next;
  };
  const take = (code: string): void => {
    const typed = takeQuantity();
    setText('');
    box.closeDropdown();
    const waiting = quantities.current;
    waiting.set(code, [...(waiting.get(code) ?? []), typed]);
    queue.push(code, async (signal) => {
      const product = await untilAnswered(signal, () => productOf(code));
      const [own = '', ...others] = waiting.get(code) ?? [];
      waiting.set(code, others);
      if (product) count(product, own);
      else play('unknown');
      return product;
    });
  };
  const onEnter = (scanned: string | undefined): void => {
    const typed = text.trim();
    if (scanned !== undefined) take(scanned);
    else if (QUANTITY.test(typed)) {
      setNext(typed);
      setText('');
    } else if (typed !== '') take(typed);
  };
  return (
    <div>
      <Combobox
        store={box}
        onOptionSubmit={(productId) => {
          const product = items.find((one) => one.productId === productId);
          if (product) count(product, takeQuantity());
          setText('');
          box.closeDropdown();
          field.current?.focus();
        }}
      >
        <Combobox.Target>
          <TextInput
            ref={field}
            size="lg"
            label={t('count.field')}
            description={t('count.field-how')}
            value={text}
            autoFocus
            autoComplete="off"
            enterKeyHint="done"
            onChange={(event) => {
              setText(event.currentTarget.value);
              box.openDropdown();
              box.resetSelectedOption();
            }}
            onKeyDown={(event) => {
              const code = detector.accept({ key: event.key, at: event.timeStamp, repeated: event.repeat });
              if (event.key !== 'Enter' || box.getSelectedOptionIndex() >= 0) return;
              event.preventDefault();
              onEnter(code);
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={items.length === 0}>
          <Combobox.Options>
            {items.map(({ productId, name, sku }) => (
              <Combobox.Option value={productId} key={productId}>
                {name} <span className="quiet">{sku}</span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <div role="status">{next !== '' && t('count.next', { quantity: next })}</div>
      <div role="alert">
        {uncountable !== '' && `${t('count.not-entered', { name: uncountable })} ${t('form.quantity')}`}
      </div>
      <ProblemNote error={missed.find(({ error }) => error)?.error} />
      <div role="status" className="missed-codes">
        {missed.length > 0 && (
          <>
            {t('count.unknown', { codes: missed.map((entry) => entry.text).join(', ') })}{' '}
            <button type="button" className="link-button" onClick={() => missed.forEach(({ id }) => queue.putAway(id))}>
              {t('count.put-away')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useMay } from '../session.js';
import { findSaleByNumber } from './find-sale.js';

/** A field for the code of a receipt, scanned or typed: Enter opens its sale. */
export function FindSaleField() {
  const { t } = useMessages();
  const navigate = useNavigate();
  const may = useMay();
  const [number, setNumber] = useState('');
  const find = useMutation({
    mutationFn: findSaleByNumber,
    onSuccess: (saleId) => saleId && navigate({ to: '/sales/$saleId', params: { saleId } }),
  });
  const notFound = find.isSuccess && find.data === undefined;
  return (
    <form
      className="find-sale"
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() !== '') find.mutate(number);
      }}
    >
      <TextInput
        label={t('sale.find')}
        description={t('sale.find-how')}
        autoFocus
        autoComplete="off"
        value={number}
        onChange={(event) => {
          setNumber(event.currentTarget.value);
          if (!find.isPending) find.reset();
        }}
        onFocus={(event) => event.currentTarget.select()}
        error={notFound && t('sale.find-none', { number: find.variables })}
      />
      {notFound && may('returnGoods') && (
        <Link className="link" to="/returns" search={{ number: find.variables.trim().toUpperCase() } as never}>
          {t('sale.find-elsewhere')}
        </Link>
      )}
      <ProblemNote error={find.error} />
    </form>
  );
}

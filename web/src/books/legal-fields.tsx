import { TextInput } from '@mantine/core';
import type { Company } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';

type Legal = Company['legal'];

/** The country whose chart a company keeps its books by. */
export type Profile = Company['profile'];

/** All of them, as a person chooses from. */
export const PROFILES = ['FR', 'DZ', 'TN', 'MA', 'OHADA', 'generic'] as const satisfies readonly Profile[];

const OPTIONAL = ['legalForm', 'taxId', 'tradeRegister'] as const;

/** An identity as it is typed; what is left empty is not sent. */
export function legalOf(typed: Required<Legal>): Legal {
  const given = OPTIONAL.flatMap((name) => (typed[name].trim() ? [[name, typed[name].trim()]] : []));
  return { companyName: typed.companyName.trim(), ...(Object.fromEntries(given) as Partial<Legal>) };
}

/** The fields of a legal identity, with what a form gives each of them. */
export function LegalFields({ inputOf }: { inputOf: (name: keyof Legal) => object }) {
  const { t } = useMessages();
  return (
    <>
      <TextInput label={t('store.company-name')} required maxLength={120} {...inputOf('companyName')} />
      <TextInput label={t('store.legal-form')} maxLength={60} {...inputOf('legalForm')} />
      <TextInput label={t('customer.taxId')} maxLength={40} {...inputOf('taxId')} />
      <TextInput label={t('store.register')} maxLength={60} {...inputOf('tradeRegister')} />
    </>
  );
}

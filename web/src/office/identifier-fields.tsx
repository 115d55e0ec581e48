import { NativeSelect, TextInput } from '@mantine/core';
import {
  identifierFault,
  IDENTIFIERS_OF_PROFILE,
  type Identifier,
  type IdentifierKind,
  type IdentifierProfile,
} from '@comptoir/contracts/identifiers';
import { useMessages } from '../i18n/messages.js';

/** Numbers as they are typed, by kind. */
export type TypedNumbers = Readonly<Partial<Record<IdentifierKind, string>>>;

const PROFILES = Object.keys(IDENTIFIERS_OF_PROFILE) as IdentifierProfile[];

/** The kinds that a customer of a profile may have; those of every country last. */
function kindsOf(profile: IdentifierProfile): readonly IdentifierKind[] {
  return [...new Set<IdentifierKind>([...IDENTIFIERS_OF_PROFILE[profile], ...IDENTIFIERS_OF_PROFILE.generic])];
}

/** The numbers of a customer, by kind. */
export function typedNumbers(identifiers: readonly Identifier[]): TypedNumbers {
  return Object.fromEntries(identifiers.map(({ kind, value }) => [kind, value]));
}

/** The numbers that were typed, without empty ones. */
export function identifiersOf(profile: IdentifierProfile, numbers: TypedNumbers): Identifier[] {
  return kindsOf(profile).flatMap((kind) => {
    const value = (numbers[kind] ?? '').trim();
    return value === '' ? [] : [{ kind, value }];
  });
}

/** The kinds of which the typed number can be none. */
export function wrongNumbers(profile: IdentifierProfile, numbers: TypedNumbers): IdentifierKind[] {
  return identifiersOf(profile, numbers).flatMap((one) => (identifierFault(one) === undefined ? [] : [one.kind]));
}

/** The fields of the numbers that a country knows a customer by. */
export function IdentifierFields({
  profile,
  numbers,
  wrong,
  onProfile,
  onNumbers,
}: {
  profile: IdentifierProfile;
  numbers: TypedNumbers;
  /** Kinds whose number is refused. */
  wrong: readonly IdentifierKind[];
  onProfile: (profile: IdentifierProfile) => void;
  onNumbers: (numbers: TypedNumbers) => void;
}) {
  const { t } = useMessages();
  const kinds = kindsOf(profile).filter(
    (kind) => !IDENTIFIERS_OF_PROFILE.generic.includes(kind as never) || profile === 'generic' || numbers[kind],
  );
  return (
    <>
      <NativeSelect
        label={t('card.profile')}
        value={profile}
        onChange={(event) => onProfile(event.currentTarget.value as IdentifierProfile)}
        data={PROFILES.map((value) => ({ value, label: t(`card.profile-${value}`) }))}
      />
      {kinds.map((kind) => (
        <TextInput
          key={kind}
          label={t(`identifier.${kind}`)}
          maxLength={40}
          value={numbers[kind] ?? ''}
          error={wrong.includes(kind) && t('card.number-wrong')}
          onChange={(event) => onNumbers({ ...numbers, [kind]: event.currentTarget.value })}
        />
      ))}
    </>
  );
}

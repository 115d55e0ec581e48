import type { words as en } from '../en/guarantee.js';

/** The French messages of guarantees and claims. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'guarantee.title': 'Garantie',
  'guarantee.active': 'en vigueur',
  'guarantee.void': 'annulée',
  'guarantee.until': 'jusqu’au {day}',
  'guarantee.none': 'Aucune garantie n’a encore été donnée ici.',
  'guarantee.issued': 'Émise',
  'guarantee.ends': 'Fin',
  'claim.title': 'Réclamations',
  'claim.none': 'Personne n’a rien réclamé.',
  'claim.new': 'Nouvelle réclamation',
  'claim.open': 'ouverte',
  'claim.closed': 'close',
  'claim.open-count': '{count, plural, one {une réclamation ouverte} other {{count} réclamations ouvertes}}',
  'claim.complaint': 'Ce qui ne va pas',
  'claim.resolution': 'Ce qui a été fait',
  'claim.open-one': 'Ouvrir la réclamation',
  'claim.close': 'Clore la réclamation',
};

import type { words as en } from '../en/company.js';

/** The French messages of companies. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'company.new': 'Nouvelle société',
  'company.open': 'Créer la société',
  'company.none': 'Aucune société pour l’instant.',
  'company.profile': 'Pays de sa comptabilité',
  'company.profile-how': 'Il décide du plan comptable et ne change plus.',
  'company.profile-by-currency': 'Selon la monnaie',
  'company.profile.FR': 'France (PCG)',
  'company.profile.DZ': 'Algérie (SCF)',
  'company.profile.TN': 'Tunisie',
  'company.profile.MA': 'Maroc (CGNC)',
  'company.profile.OHADA': 'OHADA (SYSCOHADA)',
  'company.profile.generic': 'Autres pays',
  'company.identities': 'Identités légales',
  'company.from-day': 'à partir du {day}',
  'company.change': 'Changer l’identité de {name}',
  'company.change-act': 'Changer l’identité',
  'company.from': 'Valable à partir du',
  'company.from-how': 'Aujourd’hui ou plus tard. Les documents émis gardent leur identité.',
};

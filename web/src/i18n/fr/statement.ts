import type { words as en } from '../en/statement.js';

/** The French messages of statements. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'statement.number': 'N° d’écriture',
  'statement.document': 'Pièce',
  'statement.opening': 'Solde précédent : {amount}',
  'statement.closing': 'Solde final',
  'statement.none': 'Aucun mouvement sur ces jours.',
  'statement.choose-customer': 'Choisissez un client pour voir ses achats et ses règlements.',
  'statement.choose-account': 'Choisissez un compte pour voir ses lignes.',
  'statement.card': 'Fiche du client',
};

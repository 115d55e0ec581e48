import type { words as en } from '../en/days.js';

/** The French messages of the closing of days. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'days.none': 'Aucun jour n’est encore clos.',
  'days.closed-at': 'Clos',
  'days.chain': 'Numéro et empreinte',
  'days.next': 'Prochain à clore : {day}',
  'days.all-closed': 'Tous les jours passés sont clos.',
  'days.today': 'Ce jour pourra être clos quand il sera passé.',
  'days.figures': '{count, plural, one {une vente} other {{count} ventes}}, {amount} TTC',
  'days.under-way': 'La clôture est en cours.',
  'days.close': 'Clore le jour',
  'days.close-title': 'Clore {day} ?',
  'days.close-how': 'Ses chiffres sont scellés et ne changent plus. Ce qui vient plus tard compte pour un jour ouvert.',
};

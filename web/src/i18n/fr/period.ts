import type { words as en } from '../en/period.js';

/** The French messages of periods. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'period.choice': 'Période',
  'period.other': 'Autres jours',
  'period.thisMonth': 'Ce mois',
  'period.lastMonth': 'Mois dernier',
  'period.thisQuarter': 'Ce trimestre',
  'period.lastQuarter': 'Trimestre dernier',
  'period.thisYear': 'Cette année',
  'period.lastYear': 'Année dernière',
  'period.name': 'Période',
  'period.through': 'Dernier jour',
  'period.closed-at': 'Clôturée',
  'period.entry': 'Écriture de clôture',
  'period.result': 'Résultat de l’exercice',
  'period.chain': 'Numéro et empreinte',
  'period.closed': 'Mois et exercices clôturés',
  'period.none': 'Aucun mois n’a encore été clôturé.',
  'period.open': 'Mois et exercices ouverts',
  'period.all-closed': 'Tout est clôturé jusqu’à aujourd’hui.',
  'period.state.ready': 'peut être clôturé',
  'period.state.daysOpen': 'a des jours ouverts',
  'period.state.running': 'en cours',
  'period.close': 'Clôturer {period}',
  'period.ask': 'Clôturer {period} ?',
  'period.month-how':
    'Ses totaux sont scellés et ses jours restent clos. Ce qui vient après compte pour un jour ouvert.',
  'period.year-how':
    'Ses produits et charges passent au report à nouveau par une écriture, et ses totaux sont scellés.',
  'period.open-day': 'Le premier jour ouvert est le {day} : clôturez d’abord les jours.',
};

import type { words as en } from '../en/batch.js';

/** The French messages of batches. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'batch.title': 'Lots à {store}',
  'batch.level': '{available} disponibles, {held} réservés',
  'batch.received': 'Reçu',
  'batch.age': 'Âge, jours',
  'batch.left': 'Reste',
  'batch.cost': 'Coût unitaire {currency}',
  'batch.expires': 'Dernier jour',
};

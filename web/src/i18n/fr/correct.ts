import type { words as en } from '../en/correct.js';

/** The French messages of corrections of deliveries. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'correct.act': 'Corriger',
  'correct.title': 'Corrections',
  'correct.line': 'Ligne',
  'correct.what': 'Ce qui était faux',
  'correct.kind.fewer': 'Moins d’unités reçues',
  'correct.kind.more': 'Plus d’unités reçues',
  'correct.kind.cost': 'Un autre coût',
  'correct.figure.fewer': 'Combien en moins',
  'correct.figure.more': 'Combien en plus',
  'correct.figure.cost': 'Coût exact de la ligne',
  'correct.reason': 'Motif',
  'correct.why': 'Motif',
  'correct.owed': 'À facturer',
  'correct.now': 'Corriger la livraison',
  'correct.done': 'La livraison est corrigée.',
};

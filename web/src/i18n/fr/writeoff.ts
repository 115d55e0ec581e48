import type { words as en } from '../en/writeoff.js';

/** The French messages of write-offs. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'write-off.new': 'Sortir des marchandises',
  'write-off.none': 'Aucune sortie pour l’instant.',
  'write-off.none-found': 'Aucune sortie trouvée.',
  'write-off.number': 'Numéro',
  'write-off.day': 'Jour',
  'write-off.by': 'Par',
  'write-off.products': 'Produits',
  'write-off.cost': 'Au coût',
  'write-off.reason': 'Motif',
  'write-off.note': 'Note',
  'write-off.note-missing': 'Dites ce qui s’est passé.',
  'write-off.empty': 'Scannez ou cherchez le premier produit.',
  'write-off.how': 'Les unités les plus anciennes sortent du stock, à leur coût.',
  'write-off.save': '{count, plural, one {Sortir un produit} other {Sortir # produits}}',
  'write-off.is.damaged': 'abîmé',
  'write-off.is.expired': 'périmé',
  'write-off.is.stolen': 'volé',
  'write-off.is.ownUse': 'usage interne',
  'write-off.is.lost': 'perdu',
  'write-off.is.other': 'autre',
};

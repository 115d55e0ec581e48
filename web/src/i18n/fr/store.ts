import type { words as en } from '../en/store.js';

/** The French messages of stores. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'store.new': 'Ouvrir un magasin',
  'store.first': 'Votre premier magasin',
  'store.first-how':
    'Rien n’est encore en place. Notez la société telle que ses documents la nomment, et le premier magasin ; puis ajoutez des produits et recevez-les.',
  'store.open': 'Ouvrir le magasin',
  'store.company-of': 'Société du magasin',
  'store.company-name': 'Nom de la société',
  'store.legal-form': 'Forme juridique',
  'store.name': 'Nom du magasin',
  'store.code': 'Code',
  'store.code-how':
    '1 à 8 majuscules ou chiffres : les numéros des documents commencent par lui, et il ne change jamais.',
  'store.time-zone-how': 'Un fuseau horaire comme Africa/Algiers.',
  'store.currency': 'Monnaie',
  'store.time-zone': 'Fuseau horaire',
  'store.tags': 'Prix affichés',
  'store.tags-with-tax': 'TTC',
  'store.tags-before-tax': 'HT',
  'store.coin': 'Plus petite pièce, {currency}',
  'store.coin-how': 'Les espèces se paient par multiples de cette pièce.',
  'store.scales': 'Étiquettes de balance',
  'store.scales-how':
    'Par exemple 20PPPPPWWWWWC : P l’article, W les grammes ou A un montant, C la clé de contrôle. Puis Entrée.',
  'store.scales-wrong': 'Un format a 13 caractères comme 20PPPPPWWWWWC, et chacun commence autrement.',
  'store.change': 'Modifier {name}',
  'store.company': 'Société',
  'store.register': 'Registre du commerce',
};

import type { words as en } from '../en/product.js';

/** The French messages of products. */
export const words: Readonly<Record<keyof typeof en, string>> = {
  'product.one': 'Produit',
  'product.new': 'Nouveau produit',
  'product.add': 'Ajouter un produit',
  'product.find': 'Nom, référence ou code-barres',
  'product.none': 'Il n’y a pas encore de produit.',
  'sample.try': 'Essayer avec des articles d’exemple',
  'sample.ask': 'Remplir ce magasin d’articles d’exemple ?',
  'sample.how':
    'Ce sont des produits et une livraison comme les autres : la comptabilité les garde. C’est pour essayer Comptoir, pas pour le magasin que vous allez tenir.',
  'sample.yes': 'Remplir',
  'product.none-found': 'Aucun produit trouvé.',
  'product.sku': 'Référence',
  'product.name': 'Nom',
  'product.price': 'Prix HT {currency}',
  'product.available': 'En stock',
  'product.low': 'bas',
  'product.barcodes': 'Codes-barres',
  'product.barcodes-how': 'Scannez ou saisissez un code, puis Entrée.',
  'product.priceListMinor': 'Prix catalogue HT, {currency}',
  'product.priceMinMinor': 'Prix le plus bas, {currency}',
  'product.priceMaxMinor': 'Prix le plus haut, {currency}',
  'product.rate': 'Taux de taxe, %',
  'product.rate-how': 'Un pourcentage de 0 à 100, deux décimales au plus.',
  'product.warranty': 'Garantie, mois',
  'product.threshold': 'Bas à partir de tant d’unités',
  'product.by-store': 'Stock par magasin',
  'product.no-stock': 'Rien n’a encore été reçu.',
};

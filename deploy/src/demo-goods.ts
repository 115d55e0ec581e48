import { UNIT_DECIMALS, type Unit } from '@comptoir/contracts';

/** The products of the demo shop: SKU, name, category, price on the tag (tax included) and warranty; amounts in centimes of the dinar. */
export interface DemoGood {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** Undefined for goods without one. */
  readonly brand: string | undefined;
  readonly listMinor: number;
  readonly taxRateBps: number;
  readonly warrantyMonths: number;
  /** In the smallest unit. */
  readonly lowStockThreshold: number;
  readonly unit: Unit;
  readonly barcode: string;
}

type Row = readonly [sku: string, name: string, listDinars: number, warrantyMonths: number, unit?: Unit];

const NORMAL_RATE = 1900;
const REDUCED_RATE = 900;

/** The products by the category that they are in, in the order of their barcodes. */
const BY_CATEGORY: readonly (readonly [category: string, rows: readonly Row[]])[] = [
  [
    'Petit électroménager',
    [
      ['KET-17', 'Bouilloire électrique 1,7 L inox', 3_900, 12],
      ['CAF-FLT', 'Cafetière filtre 12 tasses', 6_200, 12],
      ['CAF-ESP', 'Machine à espresso 15 bars', 24_500, 24],
      ['MOU-CAF', 'Moulin à café électrique', 4_300, 12],
      ['GRL-PAN', 'Grille-pain deux fentes', 4_800, 12],
      ['BLE-15', 'Blender 1,5 L bol en verre', 7_900, 24],
      ['ROB-PET', 'Robot pétrin 5 L', 38_000, 24],
      ['MIX-MAIN', 'Mixeur plongeant 600 W', 5_600, 12],
    ],
  ],
  [
    'Linge et sols',
    [
      ['FER-VAP', 'Fer à repasser vapeur 2400 W', 6_900, 12],
      ['CTR-VAP', 'Centrale vapeur 6 bars', 32_000, 24],
      ['ASP-BAL', 'Aspirateur balai sans fil', 29_900, 24],
      ['ASP-TRN', 'Aspirateur traîneau sans sac', 21_500, 24],
    ],
  ],
  [
    'Chauffage et climatisation',
    [
      ['VEN-PIED', 'Ventilateur sur pied 40 cm', 8_700, 12],
      ['RAD-HUI', 'Radiateur à bain d’huile 11 éléments', 14_900, 24],
      ['CLI-12K', 'Climatiseur split 12000 BTU', 89_000, 36],
      ['CHF-50L', 'Chauffe-eau électrique 50 L', 27_800, 36],
    ],
  ],
  [
    'Image et son',
    [
      ['TV-43', 'Téléviseur LED 43 pouces', 58_000, 24],
      ['TV-55', 'Téléviseur 4K 55 pouces', 94_000, 24],
      ['BAR-SON', 'Barre de son 2.1', 22_400, 12],
      ['RAD-REV', 'Radio-réveil double alarme', 2_900, 6],
    ],
  ],
  [
    'Téléphonie',
    [
      ['TEL-A15', 'Téléphone mobile 128 Go', 46_500, 12],
      ['CHG-25W', 'Chargeur rapide USB-C 25 W', 1_900, 6],
      ['CAB-USBC', 'Câble USB-C 1 m tressé', 650, 0],
      ['ECO-BT', 'Écouteurs sans fil', 5_400, 12],
      ['BAT-20K', 'Batterie externe 20000 mAh', 4_900, 12],
    ],
  ],
  [
    'Informatique et papeterie',
    [
      ['CLE-64', 'Clé USB 64 Go', 1_450, 24],
      ['DD-1TO', 'Disque dur externe 1 To', 11_900, 24],
      ['SOU-SF', 'Souris sans fil', 1_800, 12],
      ['CLA-AZ', 'Clavier filaire AZERTY', 2_200, 12],
      ['IMP-JET', 'Imprimante jet d’encre multifonction', 19_800, 12],
      ['ENC-NR', 'Cartouche d’encre noire', 3_100, 0],
      ['PAP-A4', 'Ramette papier A4 80 g', 890, 0],
    ],
  ],
  [
    'Électricité',
    [
      ['AMP-LED9', 'Ampoule LED 9 W culot E27', 320, 12],
      ['AMP-LED15', 'Ampoule LED 15 W culot E27', 480, 12],
      ['RAL-3M', 'Rallonge électrique 3 m', 1_150, 0],
      ['MUL-4P', 'Multiprise quatre prises parafoudre', 2_350, 12],
      ['PIL-AA4', 'Piles alcalines AA, lot de 4', 420, 0],
      ['PIL-AAA4', 'Piles alcalines AAA, lot de 4', 420, 0],
    ],
  ],
  [
    'Cuisine',
    [
      ['CAS-24', 'Casserole inox 24 cm', 3_600, 0],
      ['POE-28', 'Poêle antiadhésive 28 cm', 3_200, 0],
      ['COC-6L', 'Cocotte-minute 6 L', 9_800, 60],
      ['COU-SET', 'Couscoussier inox 8 L', 7_400, 0],
      ['THE-SET', 'Service à thé 12 pièces', 4_700, 0],
      ['VER-6', 'Verres à eau, lot de 6', 1_250, 0],
    ],
  ],
  [
    'Petit électroménager',
    [
      ['BAL-CUI', 'Balance de cuisine électronique', 2_600, 12],
      ['FRI-HUI', 'Friteuse à air 5 L', 17_900, 24],
    ],
  ],
  [
    'Gros électroménager',
    [
      ['REF-280', 'Réfrigérateur 280 L deux portes', 76_000, 36],
      ['LAV-7K', 'Lave-linge 7 kg 1200 tours', 72_500, 36],
    ],
  ],
  ['Épicerie', [['CAF-VRAC', 'Café en grains au kilo', 2_400, 0, 'kg']]],
  ['Électricité', [['CAB-3G', 'Câble électrique 3G1,5 au mètre', 180, 0, 'm']]],
];

/** The brands of the demo shop, by category. */
const BRANDS: Readonly<Record<string, string>> = {
  'Petit électroménager': 'Électro Comptoir',
  'Gros électroménager': 'Électro Comptoir',
  Cuisine: 'Maison Comptoir',
};

const ROWS = BY_CATEGORY.flatMap(([category, rows]) => rows.map((row) => ({ category, row })));

/** An EAN-13 number with its check digit (GS1 General Specifications, 7.9), under a prefix for use inside a shop. */
export function ean13(twelve: string): string {
  const sum = Array.from(twelve).reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

/** Every product of the demo shop. */
export const demoGoods: readonly DemoGood[] = ROWS.map(
  ({ category, row: [sku, name, listDinars, warrantyMonths, unit = 'piece'] }, index) => ({
    sku,
    name,
    category,
    brand: BRANDS[category],
    warrantyMonths,
    listMinor: listDinars * 100,
    taxRateBps: sku.startsWith('PAP') ? REDUCED_RATE : NORMAL_RATE,
    unit,
    lowStockThreshold: (listDinars > 20_000 ? 2 : 5) * 10 ** UNIT_DECIMALS[unit],
    barcode: ean13(`2130${String(10_000_000 + index * 137).padStart(8, '0')}`),
  }),
);

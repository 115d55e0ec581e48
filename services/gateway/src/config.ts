import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { CURRENCY_DECIMALS, currency, type Currency } from '@comptoir/contracts';
import { commonConfig, orUnset, setting, wholeNumber } from '@comptoir/kit';
import { seedUser } from './people/person.js';

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON list of {email, name, role, password, stores}' });
    return z.NEVER;
  }
}

/** `DZD=20000,EUR=150`: whole units of each currency, as minor units. */
function parsedAmounts(text: string, context: z.RefinementCtx): Partial<Record<Currency, number>> {
  const amounts: Partial<Record<Currency, number>> = {};
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const [, name, units] = /^\s*([A-Z]{3})=(\d{1,9})\s*$/.exec(part) ?? [];
    const known = currency.safeParse(name);
    if (!known.success) {
      const currencies = currency.options.join(', ');
      const message = `"${part}" must be a currency and a whole amount such as DZD=20000; currencies are ${currencies}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    amounts[known.data] = Number(units) * 10 ** CURRENCY_DECIMALS[known.data];
  }
  return amounts;
}

const percentage = wholeNumber(3, 'a whole percentage').pipe(z.int().max(100));

const STOCK_LIMITS = 'DZD=10000,MAD=750,TND=225,EUR=75,JPY=12500,XOF=50000';
const RETURN_LIMITS = 'DZD=20000,MAD=1500,TND=450,EUR=150,JPY=25000,XOF=100000';

/** Settings of the gateway beside those of every process. */
export const gatewayConfig = commonConfig.extend({
  COMPTOIR_TEMPORAL_ADDRESS: setting(z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port'), {
    type: 'host:port',
    description: 'The Temporal server.',
  }),
  COMPTOIR_TEMPORAL_NAMESPACE: setting(z.string().min(1).default('default'), {
    type: 'text',
    description: 'The Temporal namespace of the workflows.',
  }),
  PORT: setting(wholeNumber(5, 'a port number').pipe(z.int().max(65_535)).default(8080), {
    type: '0 to 65535',
    description: 'The port of the HTTP API and of the pages; 0 takes a free one.',
  }),
  COMPTOIR_HOST: setting(z.string().min(1).default('127.0.0.1'), {
    type: 'address',
    description: 'The address to listen on; `0.0.0.0` lets other machines connect.',
  }),
  COMPTOIR_SEED_USERS: setting(z.string().transform(parsedJson).pipe(z.array(seedUser)).default([]), {
    type: 'JSON list of {email, name, role, password, stores}',
    description:
      'People to add at boot where their address is not known yet. `stores` lists the ids of the stores a person works in, or is `"all"`; managers, cashiers and stock keepers need it, for the others `"all"` is the default.',
  }),
  COMPTOIR_OWNER_EMAIL: setting(orUnset(seedUser.shape.email), {
    type: 'e-mail address',
    description:
      'The first owner, who is added when there is no owner yet. Without it the gateway prints a code at its start, and the first page that is opened asks for it.',
  }),
  COMPTOIR_OWNER_PASSWORD: setting(orUnset(seedUser.shape.password), {
    type: '8 to 200 characters',
    description: 'The password of the first owner. Without it one is generated and printed once.',
  }),
  COMPTOIR_DEMO: setting(z.enum(['0', '1']).default('0'), {
    type: '0 or 1',
    description: '`1` in a demo shop, whose people are shown on the sign-in page.',
  }),
  COMPTOIR_TEMPORAL_UI: setting(orUnset(z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''))), {
    type: 'http:// URL',
    description: 'The address of Temporal’s pages, for links to workflow histories.',
  }),
  COMPTOIR_WEBHOOKS_PRIVATE: setting(z.enum(['0', '1']).default('0'), {
    type: '0 or 1',
    description:
      '`1` lets webhooks be sent to http addresses, to this machine and to private networks, for a receiver of one’s own. Otherwise these are refused.',
  }),
  COMPTOIR_SMTP_URL: setting(orUnset(z.url({ protocol: /^smtps?$/ })), {
    type: 'smtp:// or smtps:// URL',
    description:
      'The mail server for mails about stock, with its name and password, such as `smtps://name:password@mail.example:465`. Without it nobody gets mails.',
  }),
  COMPTOIR_SMTP_FROM: setting(z.email().default('comptoir@localhost.localdomain'), {
    type: 'e-mail address',
    description: 'The address that mails about stock come from.',
  }),
  COMPTOIR_DIGEST_MINUTES: setting(wholeNumber(4, 'minutes', 1).default(15), {
    type: 'minutes',
    description: 'How long after a mail about stock the next one to the same person may follow at the earliest.',
  }),
  COMPTOIR_PICTURE_MB: setting(wholeNumber(2, 'megabytes', 1).pipe(z.int().max(20)).default(10), {
    type: '1 to 20',
    description: 'How large the file of a picture of a product may be, in megabytes.',
  }),
  COMPTOIR_PICTURE_MEGAPIXELS: setting(wholeNumber(3, 'megapixels', 1).default(50), {
    type: 'megapixels',
    description:
      'How many million pixels a picture of a product may have; each takes four bytes while it is made smaller.',
  }),
  COMPTOIR_ANSWER_WITHIN_MS: setting(wholeNumber(5, 'milliseconds').default(5_000), {
    type: 'milliseconds',
    description: 'How long a request waits for its saga before it is answered with 202 and the address to watch.',
  }),
  COMPTOIR_CHECKOUTS_AT_ONCE: setting(wholeNumber(4, 'a number of checkouts', 1).default(4 * availableParallelism()), {
    type: 'a number of checkouts',
    description: 'How many checkouts one gateway runs concurrently; the others wait in order of arrival.',
    default: 'four per processor',
  }),
  COMPTOIR_GIVE_UP_SECONDS: setting(wholeNumber(4, 'seconds', 1).default(60), {
    type: 'seconds',
    description:
      'How long a checkout or return tries to reach a service before anything is posted; then it is undone. Afterwards nothing is given up.',
  }),
  COMPTOIR_APPROVAL_SECONDS: setting(wholeNumber(6, 'seconds', 1).default(900), {
    type: 'seconds',
    description: 'How long an order waits for a manager’s approval, with its stock held.',
  }),
  COMPTOIR_APPROVALS_WAITING: setting(wholeNumber(4, 'a number of orders', 1).default(20), {
    type: 'a number of orders',
    description:
      'How many orders of a store may wait for a manager at once; each holds stock. The next one is refused.',
  }),
  COMPTOIR_RETURN_LIMITS: setting(z.string().default(RETURN_LIMITS).transform(parsedAmounts), {
    type: 'CUR=amount, separated by commas',
    description:
      'Up to which gross, in whole units of each currency, a cashier may take back goods of one sale. Above it, and in currencies that are not named, a manager must.',
    default: RETURN_LIMITS,
  }),
  COMPTOIR_STOCK_LIMITS: setting(z.string().default(STOCK_LIMITS).transform(parsedAmounts), {
    type: 'CUR=amount, separated by commas',
    description:
      'Up to which cost, in whole units of each currency, a stock keeper may write goods off at once, or post a stock count, missing and found together. Above it, and in currencies that are not named, a manager must.',
    default: STOCK_LIMITS,
  }),
  COMPTOIR_LINE_DISCOUNT_PERCENT: setting(percentage.default(10), {
    type: '0 to 100',
    description: 'How many percent a cashier may give off a line of an order; above it a manager is asked.',
  }),
  COMPTOIR_ORDER_DISCOUNT_PERCENT: setting(percentage.default(5), {
    type: '0 to 100',
    description:
      'How many percent a cashier may give off a whole order, after the discounts of its lines; above it a manager is asked.',
  }),
  COMPTOIR_RETURN_DAYS: setting(wholeNumber(4, 'a number of days').default(30), {
    type: 'days',
    description: 'Until how many days after the sale a cashier may take goods back; after that a manager must.',
  }),
});

/** The gateway's configuration. */
export type GatewayConfig = z.infer<typeof gatewayConfig>;

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');

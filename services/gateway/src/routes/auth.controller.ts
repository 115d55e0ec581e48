import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type GatewayConfig } from '../config.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ACTIONS, actionsOf } from '../people/permissions.js';
import { People } from '../people/people.js';
import { personView, seedUser, type Person } from '../people/person.js';
import { Setup } from '../people/setup.js';
import { TOKEN_SECONDS, Tokens } from '../people/tokens.js';

/** Who is signed in, with what this person may do, so that pages offer nothing else. */
const signedIn = personView.extend({ actions: z.array(z.enum(ACTIONS)) });

const session = z.object({ accessToken: z.string(), expiresInSeconds: z.int(), person: signedIn });

const login = route({
  method: 'POST',
  path: '/auth/login',
  tag: 'auth',
  summary: 'Signs a person in; the token goes into `Authorization: Bearer …`.',
  action: 'signIn',
  idempotent: false,
  body: z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) }),
  reply: session,
});
const readSetup = route({
  method: 'GET',
  path: '/auth/setup',
  tag: 'auth',
  summary: 'Whether this shop has to be set up: nobody owns it yet.',
  action: 'seeSetup',
  reply: z.object({ isNeeded: z.boolean() }),
});
const setUp = route({
  method: 'POST',
  path: '/auth/setup',
  tag: 'auth',
  summary: 'Adds the first owner and signs them in, with the code that the gateway has printed at its start.',
  action: 'setUp',
  idempotent: false,
  status: 201,
  body: z.strictObject({
    code: z.string().min(1).max(100),
    name: seedUser.shape.name,
    email: seedUser.shape.email,
    password: seedUser.shape.password,
  }),
  reply: session,
});
const me = route({
  method: 'GET',
  path: '/auth/me',
  tag: 'auth',
  summary: 'Who is signed in, and what this person may do.',
  action: 'seeOneself',
  reply: signedIn,
});
const demoPeople = route({
  method: 'GET',
  path: '/auth/demo-people',
  tag: 'auth',
  summary: 'People who can be signed in with one click: those of a demo shop, nobody elsewhere.',
  action: 'seeDemoPeople',
  reply: z.object({ items: z.array(seedUser) }),
});

/** Signing in. */
@Controller()
export class AuthController {
  constructor(
    private readonly people: People,
    private readonly tokens: Tokens,
    private readonly setup: Setup,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Serves(login)
  async login(@Checked() call: Call<typeof login>) {
    return this.sessionOf(await this.people.signIn(call.body.email, call.body.password));
  }

  @Serves(readSetup)
  async readSetup() {
    return { isNeeded: await this.setup.isNeeded() };
  }

  @Serves(setUp)
  async setUp(@Checked() call: Call<typeof setUp>) {
    return this.sessionOf(await this.setup.addOwner(call.body));
  }

  private async sessionOf(person: Person) {
    return {
      accessToken: await this.tokens.issue(person),
      expiresInSeconds: TOKEN_SECONDS,
      person: { ...person, actions: actionsOf(person) },
    };
  }

  @Serves(demoPeople)
  demoPeople() {
    return { items: this.config.COMPTOIR_DEMO === '1' ? this.config.COMPTOIR_SEED_USERS : [] };
  }

  @Serves(me)
  me(@Checked() call: Call<typeof me>) {
    return { ...call.person, actions: actionsOf(call.person) };
  }
}

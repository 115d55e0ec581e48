import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type GatewayConfig } from '../config.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ACTIONS, actionsOf } from '../people/permissions.js';
import { People } from '../people/people.js';
import { personView, seedUser } from '../people/person.js';
import { TOKEN_SECONDS, Tokens } from '../people/tokens.js';

/** Who is signed in, with what this person may do, so that pages offer nothing else. */
const signedIn = personView.extend({ actions: z.array(z.enum(ACTIONS)) });

const login = route({
  method: 'POST',
  path: '/auth/login',
  tag: 'auth',
  summary: 'Signs a person in; the token goes into `Authorization: Bearer …`.',
  action: 'signIn',
  idempotent: false,
  body: z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) }),
  reply: z.object({ accessToken: z.string(), expiresInSeconds: z.int(), person: signedIn }),
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
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Serves(login)
  async login(@Checked() call: Call<typeof login>) {
    const person = await this.people.signIn(call.body.email, call.body.password);
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

import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Checked, EVERYONE, route, Serves, type Call } from '../http/route.js';
import { People } from '../people/people.js';
import { personView } from '../people/person.js';
import { TOKEN_SECONDS, Tokens } from '../people/tokens.js';

const login = route({
  method: 'POST', path: '/auth/login', tag: 'auth', summary: 'Signs a person in; the token goes into `Authorization: Bearer …`.', roles: 'public',
  idempotent: false,
  body: z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) }),
  reply: z.object({ accessToken: z.string(), expiresInSeconds: z.int(), person: personView }),
});
const me = route({ method: 'GET', path: '/auth/me', tag: 'auth', summary: 'Who is signed in.', roles: EVERYONE, reply: personView });

/** Signing in. */
@Controller()
export class AuthController {
  constructor(
    private readonly people: People,
    private readonly tokens: Tokens,
  ) {}

  @Serves(login)
  async login(@Checked() call: Call<typeof login>) {
    const person = await this.people.signIn(call.body.email, call.body.password);
    return { accessToken: await this.tokens.issue(person), expiresInSeconds: TOKEN_SECONDS, person };
  }

  @Serves(me)
  me(@Checked() call: Call<typeof me>) {
    return call.person;
  }
}

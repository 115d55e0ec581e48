import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { Digests } from '../notices/digests.js';

const tag = 'notices';
const preferences = z.object({
  /** Whether the person gets mails about stock that runs low. */
  stockAlerts: z.boolean(),
  /** Whether a mail server is set: without one nobody gets any. */
  mailOffered: z.boolean(),
});

const readPreferences = route({
  method: 'GET',
  path: '/notice-preferences',
  tag,
  summary: 'Which mails the person chose to get.',
  action: 'seeOneself',
  reply: preferences,
});
const choosePreferences = route({
  method: 'PUT',
  path: '/notice-preferences',
  tag,
  summary: 'Chooses which mails the person gets.',
  action: 'seeOneself',
  body: preferences.pick({ stockAlerts: true }).strict(),
  reply: preferences,
});

/** What a person wants to be told of by mail. */
@Controller()
export class NoticePreferencesController {
  constructor(private readonly digests: Digests) {}

  @Serves(readPreferences)
  async readPreferences(@Checked() { person }: Call<typeof readPreferences>) {
    return { stockAlerts: await this.digests.chosen(person.userId), mailOffered: this.digests.isOffered };
  }

  @Serves(choosePreferences)
  async choosePreferences(@Checked() { person, body }: Call<typeof choosePreferences>) {
    await this.digests.choose(person.userId, body.stockAlerts);
    return { ...body, mailOffered: this.digests.isOffered };
  }
}

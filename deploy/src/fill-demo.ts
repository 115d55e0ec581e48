import { demoUsers, fillDemoShop } from './demo-shop.js';
import { logToTerminal } from './logger.js';

/** Fills the demo shop of a running system and prints who may sign in. Run as `fill-demo.js ADDRESS`; needs no package. */
const [url] = process.argv.slice(2);
if (!url) {
  process.stderr.write('The address of the gateway is missing: fill-demo.js http://gateway:8080\n');
  process.exit(2);
}
await fillDemoShop(url, logToTerminal);
logToTerminal('The demo shop is filled. Demo users:');
for (const { role, email, password } of demoUsers)
  logToTerminal(`  ${role.padEnd(10)} ${email.padEnd(28)} ${password}`);

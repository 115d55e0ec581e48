import { demoUsers, fillDemoShop } from './demo-shop.js';
import { logToTerminal } from './logger.js';

/** Fills the demo shop of a running system, named by COMPTOIR_URL, and says who may sign in. */
const url = process.env['COMPTOIR_URL'];
if (!url) {
  process.stderr.write(
    'COMPTOIR_URL is missing: it must be the address of the gateway, such as http://gateway:8080.\n',
  );
  process.exit(1);
}
await fillDemoShop(url, logToTerminal);
logToTerminal('The demo shop is filled. Demo users:');
for (const { role, email, password } of demoUsers)
  logToTerminal(`  ${role.padEnd(10)} ${email.padEnd(28)} ${password}`);

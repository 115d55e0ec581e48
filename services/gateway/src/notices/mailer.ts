import { createTransport } from 'nodemailer';
import type { SendMail } from './digests.js';

const CONNECT_MS = 10_000;
const SEND_MS = 30_000;

/** Sends mails by the SMTP server of a URL such as `smtps://name:password@mail.example:465`. */
export function mailerOf(url: string, from: string): SendMail {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SEND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return (mail) => transport.sendMail({ from, ...mail });
}

import { createTransport } from "nodemailer";
import type { Log } from "../log.ts";
import type { Mail } from "./mails.ts";

/** Sends mail in the background: who asks for one learns nothing of whether it went, or to whom. */
export interface Mailer {
  send(to: string, mail: Mail): void;
  /** Resolves when what was given has gone or failed. */
  close(): Promise<void>;
}

export interface MailerOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string;
  /** Who the mail is from: an address, or `Name <address>`. */
  from: string;
  log: Log;
}

/** So many wait at most; a server that does not answer must not fill the memory. */
const mostWaiting = 1_000;
const timeoutMs = 20_000;

export function openMailer({ url, from, log }: MailerOptions): Mailer {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url, ...timeouts }, { from });
  const sending = new Set<Promise<void>>();

  const deliver = async (to: string, { subject, text, html }: Mail) => {
    try {
      await transport.sendMail({ to: { name: "", address: to }, subject, text, html });
    } catch (error) {
      // What the server says may hold the address.
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      log.error({ code, reply: replyCodeOf(error) }, "a mail was not taken by the mail server");
    }
  };

  return {
    send(to, mail) {
      if (sending.size >= mostWaiting) {
        log.error("a mail was not sent: too many wait for the mail server");
        return;
      }
      const done = deliver(to, mail).finally(() => sending.delete(done));
      sending.add(done);
    },

    async close() {
      await Promise.all(sending);
      transport.close();
    },
  };
}

function replyCodeOf(error: unknown): unknown {
  return error instanceof Error && "responseCode" in error ? error.responseCode : undefined;
}

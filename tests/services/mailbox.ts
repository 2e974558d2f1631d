import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A real mail server that keeps what it gets. */
export interface Mailbox {
  /** For KEPT_SMTP_URL. */
  url: string;
  /** The next mail to that address, as it came over the wire; each is given once. */
  next(to: string): Promise<string>;
  /** How many came, given or not. */
  readonly count: number;
  /** From now on it takes no mail. */
  refuse(): void;
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: { to: string; source: string }[] = [];
  const waiting = new Set<() => void>();
  let count = 0;
  let isRefusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      done(isRefusing ? new Error("no such mailbox here") : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const source = Buffer.concat(chunks).toString();
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, source });
        count += 1;
        for (const check of waiting) check();
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?from=kept@example.org`,
    get count() {
      return count;
    },
    next: (to) =>
      new Promise((resolve) => {
        const check = () => {
          const index = mails.findIndex((mail) => mail.to === to);
          if (index < 0) return;
          waiting.delete(check);
          resolve(mails.splice(index, 1)[0]?.source ?? "");
        };
        waiting.add(check);
        check();
      }),
    refuse() {
      isRefusing = true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The secret of the link in a mail, whatever its transfer encoding broke. */
export function secretIn(mail: string): string {
  const text = mail.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  return /https?:\/\/[^\s"<]+#([\w-]{20,})/.exec(text)?.[1] ?? "";
}

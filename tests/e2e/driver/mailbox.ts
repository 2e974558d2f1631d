import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { eventually } from "./eventually.ts";

/** A mail server that takes everything and gives nothing away. */
export interface Mailbox {
  /** What the studio is told as `KEPT_SMTP_URL`. */
  readonly url: string;
  /** The newest mail to that address that holds a link whose path is this, and the link. Waits for it. */
  linkTo(address: string, path: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts a real SMTP server on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => (text += chunk));
      stream.on("end", () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: decode(text) });
        done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?from=kept@example.com`,
    async linkTo(address, path) {
      const pattern = new RegExp(`https?://[^\\s"<>]+${path}#[\\w-]+`);
      const find = () => mails.findLast(({ to, text }) => to.includes(address) && pattern.test(text));
      await eventually(() => {
        if (find() === undefined) throw new Error(`No mail with ${path} came to ${address}`);
      });
      return pattern.exec(find()?.text ?? "")?.[0] ?? "";
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Quoted-printable, as mail carries long lines. */
function decode(text: string): string {
  return text
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** PostgreSQL notices within half a minute that the other end is gone, and frees its locks; on its own, after two hours. */
const noticingDeath = { tcp_keepalives_idle: 10, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 };

/** What a connection to PostgreSQL asks for when it begins, as the `options` of its client; times in milliseconds. */
export function startSettings(settings: Readonly<Record<string, string | number>> = {}): string {
  return Object.entries({ ...noticingDeath, ...settings })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
}

/** What `/metrics` said at one moment. */
export class Figures {
  readonly text: string;
  readonly #values = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
    for (const line of text.split("\n")) {
      const [, series, value] = /^([^#\s][^\s]*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      if (series !== undefined) this.#values.set(series, Number(value));
    }
  }

  /** Names with their labels, as they stand there. */
  get series(): string[] {
    return [...this.#values.keys()];
  }

  /** One figure: `kept_rooms`, `kept_changes_refused_total{code="LIMIT"}`. @throws when it is not there. */
  of(series: string): number {
    const value = this.#values.get(series);
    if (value === undefined) throw new Error(`There is no figure ${series}.`);
    return value;
  }

  /** How much a figure has grown since. */
  since(before: Figures, series: string): number {
    return this.of(series) - before.of(series);
  }
}

/** Asks a studio for its figures. */
export async function readFigures(url: string): Promise<Figures> {
  return new Figures(await (await fetch(`${url}/metrics`)).text());
}

/** From here on the expansion around the normal quantile is exact to ten digits, and the series would only be slow. */
const seriesLimit = 1_000;

const known: number[] = [];

/**
 * The 97.5% quantile of Student's t: how many standard errors a 95% interval reaches to each side.
 * @param df degrees of freedom, an integer ≥ 1.
 */
export function t95(df: number): number {
  if (df > seriesLimit) return nearNormal(df);
  return (known[df] ??= solve(df));
}

function solve(df: number): number {
  let low = 0;
  let high = Math.PI / 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (within(middle, df) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(df) * Math.tan((low + high) / 2);
}

/** P(|T| ≤ √df·tan angle). Source: Abramowitz & Stegun 26.7.3–4, exact for whole degrees of freedom. */
function within(angle: number, df: number): number {
  const cos = Math.cos(angle);
  const odd = df % 2 === 1;
  let term = odd ? cos : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cos * cos;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/** Cornish–Fisher expansion. Source: Abramowitz & Stegun 26.7.5. */
function nearNormal(df: number): number {
  const z = 1.959963984540054;
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2);
}

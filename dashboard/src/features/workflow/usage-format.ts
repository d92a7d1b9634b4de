const tokens = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });

const MICROS = 1_000_000;
const CENT = 10_000;

/** `950`, `12.3K`, `4M`. */
export function formatTokens(n: number): string {
  return tokens.format(n);
}

/** `$0.42`; what is less than a cent is not rounded to nothing. */
export function formatCost(micros: number): string {
  return micros < CENT ? `<${money.format(CENT / MICROS)}` : money.format(micros / MICROS);
}

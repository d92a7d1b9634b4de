import { formatNumber, t } from '@/shared/i18n/t';
import type { Usage } from '@/shared/live/model';
import { formatCost, formatTokens } from './usage-format';

/** Tokens and money; what nobody reported is said to be unknown and not shown as nothing. */
export function UsageLine({ usage, testId }: { usage: Usage | null; testId: string }) {
  if (usage === null) {
    return (
      <span className="text-ink-3" title={t('usage.noneLead')} data-testid={testId}>
        {t('usage.none')}
      </span>
    );
  }
  const { calls, input_tokens, cached_input_tokens, output_tokens, cost_micros } = usage;
  const detail = t('usage.detail', {
    calls: formatNumber(calls),
    input: formatNumber(input_tokens),
    cached: formatNumber(cached_input_tokens),
    output: formatNumber(output_tokens),
  });
  return (
    <span className="tabular-nums" title={detail} data-testid={testId}>
      {t('usage.tokens', { n: formatTokens(input_tokens + output_tokens) })}
      {' · '}
      {cost_micros === 0 ? t('usage.costUnknown') : formatCost(cost_micros)}
      <span className="sr-only"> {detail}</span>
    </span>
  );
}

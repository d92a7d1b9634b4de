import type { Step, Usage } from './model';

/** Totals only grow: of two the one in which more was counted is the newer, whichever came first. */
export function greaterUsage(shown: Usage | null, told: Usage | null): Usage | null {
  if (shown === null || told === null) return shown ?? told;
  return counted(told) > counted(shown) ? told : shown;
}

/** Null when nothing was reported of any of them. */
export function usageOf(steps: readonly Step[]): Usage | null {
  return steps.reduce<Usage | null>((sum, { usage }) => {
    if (sum === null || usage === null) return sum ?? usage;
    return {
      calls: sum.calls + usage.calls,
      input_tokens: sum.input_tokens + usage.input_tokens,
      cached_input_tokens: sum.cached_input_tokens + usage.cached_input_tokens,
      output_tokens: sum.output_tokens + usage.output_tokens,
      cost_micros: sum.cost_micros + usage.cost_micros,
    };
  }, null);
}

function counted(usage: Usage): number {
  return usage.calls + usage.input_tokens + usage.output_tokens + usage.cost_micros;
}

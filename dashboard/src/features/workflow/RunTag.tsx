import { tagOf } from './run-look';

/** Tells apart runs that bear one name, as all runs of a workflow may. */
export function RunTag({ id }: { id: string }) {
  return (
    <span className="shrink-0 font-mono text-[10.5px] text-ink-3" title={id} data-testid="run-tag">
      {tagOf(id)}
    </span>
  );
}

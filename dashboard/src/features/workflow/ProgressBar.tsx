import { t } from '@/shared/i18n/t';
import { inColumn } from '@/shared/time/format';
import type { Progress } from './run-look';

interface ProgressBarProps {
  progress: Progress;
  tone: 'progress' | 'done' | 'blocked' | 'todo';
}

const fill = { progress: 'bg-progress', done: 'bg-done', blocked: 'bg-blocked', todo: 'bg-todo' };

export function ProgressBar({ progress, tone }: ProgressBarProps) {
  const { done, total } = progress;
  return (
    <div className="flex items-center gap-2">
      <div
        role="progressbar"
        aria-label={t('run.progress', { done, total })}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-1 flex-1 overflow-hidden rounded-full bg-todo/30"
      >
        <div
          className={`h-full origin-left rounded-full transition-transform duration-500 ease-out ${fill[tone]}`}
          style={{ transform: `scaleX(${total === 0 ? 0 : done / total})` }}
        />
      </div>
      <span className="text-[11px] text-ink-3 tabular-nums">
        {t('run.fraction', { done: inColumn(done, String(total).length), total })}
      </span>
    </div>
  );
}

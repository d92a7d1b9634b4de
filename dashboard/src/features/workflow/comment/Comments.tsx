import { lazy, type SubmitEvent, Suspense, useState } from 'react';
import { useMay } from '@/features/identity/permissions';
import { useCalm } from '@/features/message/use-calm';
import { useLoaded } from '@/shared/api/use-loaded';
import { t } from '@/shared/i18n/t';
import { useLive } from '@/shared/live/live-store';
import { Ago } from '@/shared/time/Ago';
import { primaryButton } from '@/shared/ui/buttons';
import { TextArea } from '@/shared/ui/form';
import { Failure } from '@/shared/ui/states';
import { useAction } from '@/shared/ui/use-action';
import { addComment, type Comment, loadComments } from '../api/comments';

const MarkdownView = lazy(() => import('../artifact/MarkdownView'));

const CALM_MS = 1000;
const LONGEST = 16_384;

interface CommentsProps {
  runId: string;
  /** Null for what is said of the whole run. */
  stepId: string | null;
}

/** What people and agents said; the socket tells that there is more, and it is loaded, names and all. */
export function Comments({ runId, stepId }: CommentsProps) {
  const told = useLive((live) => live.floor.snapshots + (live.floor.remarks[runId] ?? 0));
  const loaded = useLoaded(
    `${runId} ${stepId}`,
    (signal) => loadComments(runId, stepId, signal),
    useCalm(told, CALM_MS),
  );
  const comments = (loaded.data ?? []).filter((one) => one.workflow_run_step_id === stepId);
  return (
    <div data-testid="comments">
      {loaded.status === 'failed' && (
        <Failure title={t('comment.failed')} error={loaded.error} retry={loaded.retry} />
      )}
      {loaded.status === 'loaded' && comments.length === 0 && (
        <p className="px-4 py-3 text-xs text-ink-3">{t('comment.none')}</p>
      )}
      <ul className="divide-y divide-line">
        {comments.map((comment) => (
          <Item key={comment.id} comment={comment} />
        ))}
      </ul>
      <Form runId={runId} stepId={stepId} />
    </div>
  );
}

/** Whoever wrote it: HTML is dropped, nothing is fetched. */
function Item({ comment }: { comment: Comment }) {
  const { author } = comment;
  return (
    <li className="px-4 py-3 text-[13px]">
      <p className="mb-1 flex items-center gap-2 text-xs text-ink-2">
        {author.emoji !== null && <span aria-hidden>{author.emoji}</span>}
        <span className="font-medium text-ink">{author.name ?? t('comment.somebody')}</span>
        <span className="ml-auto text-ink-3">
          <Ago at={comment.created_at} />
        </span>
      </p>
      <Suspense fallback={<p className="whitespace-pre-wrap">{comment.text}</p>}>
        <MarkdownView text={comment.text} />
      </Suspense>
    </li>
  );
}

function Form({ runId, stepId }: CommentsProps) {
  const may = useMay('COMMENT');
  const [text, setText] = useState('');
  const adding = useAction(async () => {
    await addComment(runId, stepId, text);
    setText('');
  });
  if (!may) return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== '') void adding.run();
  };
  return (
    <form onSubmit={submit} className="space-y-2 px-4 py-3">
      <TextArea
        label={t('comment.yours')}
        hint={t('comment.hint')}
        rows={3}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {adding.error !== null && <Failure title={t('comment.notSent')} error={adding.error} />}
      <button type="submit" className={primaryButton} disabled={adding.busy || text.trim() === ''}>
        {t('comment.send')}
      </button>
    </form>
  );
}

import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '@/features/identity/permissions';
import { ReadOnly } from '@/features/identity/ReadOnly';
import { t } from '@/shared/i18n/t';
import { primaryButton, quietButton } from '@/shared/ui/buttons';
import { ChevronLeftIcon, UploadIcon } from '@/shared/ui/icons';
import { Failure } from '@/shared/ui/states';
import { publishDefinition } from '../api/publish-definition';
import type { Definition, YamlError } from './definition';
import { ErrorList } from './ErrorList';
import { useDraft } from './use-draft';
import { useValidation, type Validation } from './use-validation';
import { YamlEditor, type YamlEditorHandle } from './YamlEditor';
import { yamlErrorsOf } from './yaml-errors';

/** As the server has it. */
const LARGEST = 1024 * 1024;

interface DefinitionFormProps {
  /** Name under which an unpublished text is kept. */
  draft: string;
  original: string;
  /** What a new version would follow; null for a first one. */
  published: Definition | null;
  onPublished: (definition: Definition) => void;
}

export function DefinitionForm({ draft, original, published, onPublished }: DefinitionFormProps) {
  const { text, changed, setText, discard } = useDraft(draft, original);
  const [validation, found] = useValidation(text);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const may = useMay('PUBLISH_DEFINITION');
  const editor = useRef<YamlEditorHandle>(null);
  const errorsId = useId();

  const go = ({ line, column }: YamlError) => line !== null && editor.current?.goTo(line, column ?? 1);
  const publish = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const definition = await publishDefinition(text);
      discard();
      onPublished(definition);
    } catch (error) {
      const errors = yamlErrorsOf(error);
      if (errors === null) setFailure(error);
      else {
        found(errors);
        const first = errors.find((one) => one.line !== null);
        if (first !== undefined) go(first);
      }
      setBusy(false);
    }
  };
  const take = async (file: File | undefined) => {
    setFailure(null);
    if (file === undefined) return;
    if (file.size > LARGEST) setFailure(t('definition.fileTooLarge', { name: file.name }));
    else setText(await file.text());
  };

  return (
    <div className="flex h-full flex-col" data-testid="definition-form">
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2 sm:px-4">
        <Link
          href={published === null ? '/workflows' : `/workflows/${published.id}`}
          aria-label={t('form.back')}
          className="-ml-1 grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
        >
          <ChevronLeftIcon className="size-4" />
        </Link>
        <h1 className="truncate text-[15px] font-semibold">
          {published === null
            ? t('definition.newTitle')
            : t('definition.nextVersion', { name: published.name, version: published.version + 1 })}
        </h1>
        <div className="ml-auto flex items-center gap-2">
          <Verdict validation={validation} empty={text.trim() === ''} />
          {changed && original !== '' && (
            <button type="button" className={quietButton} onClick={discard}>
              {t('definition.discard')}
            </button>
          )}
          <FileButton onFile={take} />
          {may && (
            <button
              type="button"
              className={primaryButton}
              disabled={busy || text.trim() === ''}
              onClick={() => void publish()}
              data-testid="publish"
            >
              {t(busy ? 'definition.publishing' : 'definition.publish')}
            </button>
          )}
        </div>
      </header>
      <ReadOnly without="PUBLISH_DEFINITION" className="m-3 mb-0" />
      {failure !== null &&
        (typeof failure === 'string' ? (
          <p role="alert" className="px-4 py-3 text-[13px] text-blocked-ink">
            {failure}
          </p>
        ) : (
          <Failure title={t('definition.publishFailed')} error={failure} />
        ))}
      <DropZone onFile={take}>
        <YamlEditor
          ref={editor}
          value={text}
          onChange={setText}
          errors={validation.errors}
          describedBy={errorsId}
        />
        {text === '' && <Hint />}
      </DropZone>
      <ErrorList id={errorsId} errors={validation.errors} onGo={go} />
    </div>
  );
}

function Verdict({ validation, empty }: { validation: Validation; empty: boolean }) {
  const shown = empty || validation.status === 'unknown' ? null : validation.status;
  return (
    <span
      role="status"
      data-testid="verdict"
      data-status={validation.status}
      className={`hidden text-xs sm:inline ${shown === 'valid' ? 'text-done-ink' : shown === 'invalid' ? 'text-blocked-ink' : 'text-ink-3'}`}
    >
      {shown !== null && t(`definition.verdict.${shown}`)}
    </span>
  );
}

function FileButton({ onFile }: { onFile: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,application/yaml,text/yaml,text/plain"
        data-testid="yaml-file"
        aria-label={t('definition.chooseFile')}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // The same file again is a change again.
          event.target.value = '';
        }}
      />
      <button type="button" className={quietButton} onClick={() => input.current?.click()}>
        <UploadIcon className="size-3.5" />
        {t('definition.chooseFile')}
      </button>
    </>
  );
}

function DropZone({
  onFile,
  children,
}: {
  onFile: (file: File | undefined) => void;
  children: React.ReactNode;
}) {
  const [over, setOver] = useState(false);
  // A file that misses the zone must not replace the page.
  useEffect(() => {
    const keep = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; the button beside does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-testid="drop-zone"
      className={`relative min-h-0 flex-1 focus-within:ring-2 focus-within:ring-accent focus-within:ring-inset ${over ? 'ring-2 ring-accent ring-inset' : ''}`}
    >
      {children}
    </div>
  );
}

function Hint() {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-2 pl-12 text-xs leading-5 text-ink-3">
      <p>{t('definition.hint')}</p>
      <Link
        href="/new/workflow?sample"
        className="pointer-events-auto mt-2 inline-flex min-h-6 items-center text-accent-ink underline"
      >
        {t('definition.fromSample')}
      </Link>
    </div>
  );
}

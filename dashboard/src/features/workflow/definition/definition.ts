export type JsonSchema = Record<string, unknown>;

/** A workflow template, in its newest version where none is named. */
export interface Definition {
  /** The slug, the same for all versions. */
  id: string;
  name: string;
  description: string;
  version: number;
  phases: string[];
  /** Of the arguments; null: any object. */
  args_schema: JsonSchema | null;
  created_at: string;
}

export interface DefinitionStep {
  id: string;
  name: string;
  phase: string;
  type: string;
  needs: string[];
}

export interface DefinitionVersion {
  version: number;
  created_at: string;
}

export interface DefinitionDetail extends Definition {
  yaml: string;
  steps: DefinitionStep[];
  /** The newest first. */
  versions: DefinitionVersion[];
}

/** What is wrong with a definition's text, and where; line and column are counted from 1. */
export interface YamlError {
  line: number | null;
  column: number | null;
  /** Such as `steps[2].phase`. */
  path: string;
  message: string;
  remedy: string | null;
}

import type { Schema } from '@/shared/api/schema';

export type JsonSchema = Record<string, unknown>;

/** A workflow template, in its newest version where none is named. */
export type Definition = Schema<'Definition'>;

export type DefinitionStep = DefinitionDetail['steps'][number];

export type DefinitionVersion = DefinitionDetail['versions'][number];

export type DefinitionDetail = Schema<'DefinitionDetail'>;

/** What is wrong with a definition's text, and where; line and column are counted from 1. */
export type YamlError = Schema<'Flaw'>;

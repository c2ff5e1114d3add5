export { analyze, prepare } from './analyze.ts';
export type { AnalyzeOptions } from './analyze.ts';
export type { AppReport, Duty, Finding, FunctionReport, ReadProblem, Report, RuleInfo, Summary, VerdictRow } from './model/report.ts';
export type {
  Behavior,
  BehaviorCall,
  BehaviorUnknown,
  EnvironmentRead,
  Grant,
  Observation,
  PlatformGrant,
  Target,
} from './model/behavior.ts';
export type { Hint, HintDraft, HintStatement, HintSubject, HintUse, StatedCall } from './model/hint.ts';
export type { Evidence, Practice, PromiseKind, Severity, VerdictKind } from './model/finding.ts';
export type { Position, SourceFile, Span } from './util/span.ts';

import { openTarget } from './fork.ts';
import type { Frame, Run } from './state.ts';

/** The frame of a call or of a module's top level that begins now, at the present depth of undecided branches. */
export function makeFrame(run: Run, of: Pick<Frame, 'module' | 'fn' | 'scope' | 'self' | 'home' | 'args'>): Frame {
  return { ...of, end: openTarget(run), returns: [], yields: [], depth: run.depth, loops: [], returned: 0, left: 0 };
}

import type { SourcePlace } from '../host.ts';
import type { Abstract, ClassValue } from '../value.ts';
import { NOTHING, unknownCode, unknownFrom } from '../values/make.ts';
import { bound, get } from './access.ts';
import { ancestry, classTable } from './class-table.ts';
import { constructBase } from './instances.ts';
import { objectNew } from './new-instance.ts';
import type { Arguments, Frame, Run } from './state.ts';

/** `super(…)` in a constructor; in Python, `super()` gives the instance as its base sees it. */
export function superCall(run: Run, call: Arguments, frame: Frame, at: SourcePlace): Abstract {
  if (frame.home === null || frame.self === null) return unknownCode('super');
  if (run.language === 'python') return frame.self;
  const self = constructBase(run, frame.home, frame.self, { call, at });
  frame.self = self;
  return self;
}

/** `super.name`: the member as the classes above give it, bound to the same receiver. */
export function superMember(run: Run, name: string, frame: Frame, at: SourcePlace): Abstract {
  const { home, self } = frame;
  if (home === null) return unknownCode('super');
  for (const base of above(home, self)) {
    if (base.kind !== 'class') {
      if (base.kind === 'unknown') return unknownFrom({ from: 'code', because: `super.${name} of a library` });
      const found = name === '__init__' || name === '__new__' ? undefined : get(run, base, name, at);
      if (found !== undefined) return found;
      continue;
    }
    const table = classTable(base);
    const getter = table?.getters.get(name);
    if (getter !== undefined && self !== null) return run.host.call(bound(getter, self), [], { at, self });
    const found = table?.methods.get(name) ?? base.statics.get(name);
    if (found !== undefined) return self === null ? found : bound(found, self);
  }
  if (name === '__new__') return objectNew(run);
  return name === '__init__' || name === '__init_subclass__' || name === 'constructor' ? NOTHING : unknownCode(`super.${name}`);
}

/** What comes after a class in the order of its receiver's classes. */
function above(home: ClassValue, self: Abstract | null): readonly Abstract[] {
  const whole = self?.kind === 'object' && self.cls !== null ? ancestry(self.cls) : [];
  const index = whole.indexOf(home);
  const classes = index < 0 ? ancestry(home).slice(1) : whole.slice(index + 1);
  return [...classes, ...[home, ...classes].flatMap((each) => each.bases.filter((base) => base.kind !== 'class'))];
}

import type { Arguments } from '../interpret/state.ts';

/** Functions that make code, a shell's command or objects of any class out of their first argument. */
const RUNNERS: ReadonlySet<string> = new Set(
  (
    'eval exec compile Function vm.runInNewContext vm.runInThisContext vm.runInContext vm.Script child_process.exec child_process.execSync os.system os.popen ' +
    'pickle.loads pickle.load marshal.loads dill.loads jsonpickle.decode node-serialize.unserialize subprocess.getoutput subprocess.getstatusoutput'
  ).split(' '),
);
/** The same with a shell alone. https://docs.python.org/3/library/subprocess.html#security-considerations */
const WITH_SHELL: ReadonlySet<string> = new Set('run call check_call check_output Popen'.split(' ').map((name) => `subprocess.${name}`));

/** Whether a function may run what it is given, by its name alone. */
export function mayRunText(name: string): boolean {
  return RUNNERS.has(name) || WITH_SHELL.has(name);
}

/** Whether this call of such a function does. */
export function runsText(name: string, call: Arguments): boolean {
  if (RUNNERS.has(name)) return true;
  const shell = call.named.get('shell');
  return shell?.kind === 'boolean' && shell.value === true;
}

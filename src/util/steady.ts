let chances = 0;

/** Notes that what comes out now depends on the machine and not on the files alone: a limit of time, a file that may not be read. */
export function noteChance(): void {
  chances += 1;
}

/** How often that was noted since the process began: unchanged over a piece of work, its result is that of the files. */
export function chancesNoted(): number {
  return chances;
}

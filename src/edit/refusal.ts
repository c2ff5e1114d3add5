/** Thrown inside the editor with the reason why a change cannot be made; caught at its door. */
export class Refusal extends Error {}

/** Refuses the change that is being made. The reason is a clause that can stand behind a colon. */
export function refuse(reason: string): never {
  throw new Refusal(reason);
}

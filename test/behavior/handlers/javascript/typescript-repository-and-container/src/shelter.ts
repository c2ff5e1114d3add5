import type { Announcer } from './announcer';
import type { AnimalRepository } from './animal-repository';

export class Shelter {
  constructor(
    private readonly animals: AnimalRepository,
    private readonly announcer: Announcer,
  ) {}

  async adopt(animal: string, owner: string): Promise<void> {
    await this.animals.setOwner(animal, owner);
    await this.announcer.announce(`${animal} has a home`);
  }
}

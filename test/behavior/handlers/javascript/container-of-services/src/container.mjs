export class Container {
  #services = new Map();

  register(name, make) {
    this.#services.set(name, { make, made: undefined });
    return this;
  }

  resolve(name) {
    const service = this.#services.get(name);
    if (service === undefined) throw new Error(`no service ${name}`);
    service.made ??= service.make(this);
    return service.made;
  }
}

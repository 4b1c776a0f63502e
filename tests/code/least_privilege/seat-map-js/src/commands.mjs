export class PutItemCommand {
  constructor(input) {
    this.input = input;
  }

  apply(map) {
    map.set(this.input.seat, this.input.person);
  }
}

export class DeleteItemCommand extends PutItemCommand {
  apply(map) {
    map.delete(this.input.seat);
  }
}

export class Board {
  #map = new Map();

  send(command) {
    command.apply(this.#map);
    return this;
  }

  entries() {
    return [...this.#map];
  }
}

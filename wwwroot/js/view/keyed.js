/**
 * Shows items as the children of `list`, and touches only what changed: a screen reader announces every added node.
 * `make(item)` returns { node, update(item) }.
 */
export class Keyed {
  #list;
  #make;
  #shown = new Map();

  constructor(list, make) {
    this.#list = list;
    this.#make = make;
  }

  clear() {
    this.#shown.clear();
    this.#list.replaceChildren();
  }

  show(items) {
    const keys = new Set(items.map(item => item.key));
    for (const [key, { node }] of this.#shown) {
      if (keys.has(key)) continue;
      node.remove();
      this.#shown.delete(key);
    }
    items.forEach((item, i) => {
      let view = this.#shown.get(item.key);
      // The first of several lines gives its key to what they are put together as.
      if (view && view.kind !== item.kind) {
        view.node.remove();
        view = null;
      }
      if (!view) this.#shown.set(item.key, view = { kind: item.kind, ...this.#make(item) });
      const there = this.#list.children[i];
      if (there !== view.node) this.#list.insertBefore(view.node, there ?? null);
      view.update(item);
    });
  }
}

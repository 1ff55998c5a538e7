"use strict";
// Gives each library file, written for an AMD loader, the files it asks for by name. A file runs
// when it is first asked for, so that their order in the page does not matter.
const library = (() => {
  const recipes = new Map();
  const loaded = new Map();

  function add(name, place) {
    const define = (needs, make) => recipes.set(name, { needs, make });
    define.amd = true;
    place.call(undefined, define);
  }

  function load(name) {
    if (loaded.has(name)) return loaded.get(name);
    const recipe = recipes.get(name);
    if (!recipe) throw new Error("The page lacks the library " + name);
    const exported = {};
    loaded.set(name, exported);
    recipe.make(...recipe.needs.map((need) => (need === "exports" ? exported : load(need))));
    return exported;
  }

  return { add, load };
})();

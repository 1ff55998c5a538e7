// Names and figures beside the circles of a map.
const mapLabels = (() => {
  // Gives each place its name where the name meets no circle and no other name; a name without
  // room is left out of the map, and stays in the list and in the circle's own name.
  // `lands` are names of other countries, at the middle of each: quieter, and only where room is left.
  function place(map, circles, lands = []) {
    let layer = map.getContainer().querySelector(".map-labels");
    layer?.remove();
    layer = document.createElement("div");
    layer.className = "map-labels";
    layer.setAttribute("aria-hidden", "true");
    map.getPane("tooltipPane").append(layer);
    const corner = map.containerPointToLayerPoint([0, 0]);
    const box = map.getSize();
    const spots = circles.map(({ point, radius }) => {
      const at = map.latLngToLayerPoint([point.latitude, point.longitude]);
      return { left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius };
    });
    const taken = [...spots];
    circles.forEach(({ point, shown }, index) => {
      const label = document.createElement("p");
      const name = document.createElement("b");
      name.textContent = point.name;
      label.append(name);
      if (shown) label.append(document.createElement("br"), shown);
      layer.append(label);
      const [width, height] = [label.offsetWidth, label.offsetHeight];
      const spot = spots[index];
      const x = (spot.left + spot.right) / 2;
      const y = (spot.top + spot.bottom) / 2;
      const choices = [
        [spot.right + 4, y - height / 2], [spot.left - width - 4, y - height / 2],
        [x - width / 2, spot.top - height - 2], [x - width / 2, spot.bottom + 2],
        [spot.right, spot.top - height + 6], [spot.right, spot.bottom - 6],
        [spot.left - width, spot.top - height + 6], [spot.left - width, spot.bottom - 6],
      ];
      const free = choices.map(([left, top]) => ({
        left, top, right: left + width, bottom: top + height,
      })).find((room) => room.left >= corner.x + 2 && room.right <= corner.x + box.x - 2
        && room.top >= corner.y + 2 && room.bottom <= corner.y + box.y - 2
        && taken.every((other) => room.right < other.left || room.left > other.right
          || room.bottom < other.top || room.top > other.bottom));
      if (!free) return label.remove();
      taken.push(free);
      label.style.left = `${free.left}px`;
      label.style.top = `${free.top}px`;
    });
    for (const land of lands) name(map, layer, land, taken, corner, box);
  }

  function name(map, layer, land, taken, corner, box) {
    const at = map.latLngToLayerPoint(land.at);
    const label = document.createElement("p");
    label.className = "land-name";
    label.textContent = land.name;
    layer.append(label);
    const [width, height] = [label.offsetWidth, label.offsetHeight];
    const room = { left: at.x - width / 2, top: at.y - height / 2,
      right: at.x + width / 2, bottom: at.y + height / 2 };
    const isInside = room.left >= corner.x + 2 && room.right <= corner.x + box.x - 2
      && room.top >= corner.y + 2 && room.bottom <= corner.y + box.y - 2;
    const isFree = taken.every((other) => room.right < other.left || room.left > other.right
      || room.bottom < other.top || room.top > other.bottom);
    if (!isInside || !isFree) return label.remove();
    taken.push(room);
    label.style.left = `${room.left}px`;
    label.style.top = `${room.top}px`;
    return undefined;
  }

  return { place };
})();

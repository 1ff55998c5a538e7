// Draws the corridor with Leaflet: land from the outlines, circles whose area follows a figure, and
// the ways between them. The list of places beside it says the same in words.
const corridorMap = (() => {
  const smallest = 4;

  function draw(content, outlines, words) {
    const L = library.load("leaflet");
    const place = document.getElementById("map");
    if (!place || content.points.length === 0) return undefined;
    place.hidden = false;
    document.getElementById("circle-key").hidden = false;
    const map = L.map(place, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomSnap: 0.25,
      dragging: !L.Browser.mobile, minZoom: 1, maxZoom: 9, zoomAnimation: false,
    });
    L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    const largest = Math.max(14, Math.min(30, place.clientWidth / 26));
    const bounds = L.latLngBounds(content.points.map((point) => [point.latitude, point.longitude]));
    const fit = () => map.fitBounds(bounds, {
      padding: [largest + 14, largest + 22], animate: false, maxZoom: 7,
    });
    fit();
    L.geoJSON(outlines, {
      interactive: false, style: { className: "land", weight: 1, fillOpacity: 1 },
    }).addTo(map);
    drawWays(L, map, content);
    const circles = drawPoints(L, map, content, words, largest);
    const label = () => mapLabels.place(map, circles);
    map.on("zoomend moveend resize", label);
    label();
    // A new width shows the whole corridor again, until the reader has moved the map.
    let moved = false;
    const refit = () => {
      map.invalidateSize({ animate: false });
      if (!moved) fit();
    };
    for (const name of ["pointerdown", "keydown"]) {
      place.addEventListener(name, () => { moved = true; });
    }
    new ResizeObserver(() => requestAnimationFrame(refit)).observe(place);
    return { refit };
  }

  function drawWays(L, map, content) {
    const at = new Map(content.points.map((point) => [point.id, point]));
    for (const way of content.ways) {
      const [from, to] = [at.get(way.from), at.get(way.to)];
      if (!from || !to) continue;
      const ends = [[from.latitude, from.longitude], [to.latitude, to.longitude]];
      // The middle is a point of its own, for the arrow that the style puts there.
      const middle = [(ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2];
      L.polyline([ends[0], middle, ends[1]], {
        className: "way", interactive: false, smoothFactor: 0, weight: 2,
      }).addTo(map);
    }
    const svg = map.getPane("overlayPane").querySelector("svg");
    if (svg) addArrow(svg);
  }

  function addArrow(svg) {
    const make = (name, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const arrow = make("marker", {
      id: "way-arrow", viewBox: "0 0 10 10", refX: 5, refY: 5, markerWidth: 10, markerHeight: 10,
      markerUnits: "userSpaceOnUse", orient: "auto",
    });
    arrow.append(make("path", { d: "M1 1 L9 5 L1 9 z", class: "arrow" }));
    const definitions = make("defs", {});
    definitions.append(arrow);
    svg.prepend(definitions);
    svg.setAttribute("role", "group");
  }

  function drawPoints(L, map, content, words, largest) {
    const known = (point) => Number.isFinite(point.magnitude);
    const most = Math.max(1e-9, ...content.points.filter(known).map((point) => point.magnitude));
    const radius = (point) =>
      known(point) ? Math.max(smallest, largest * Math.sqrt(point.magnitude / most)) : smallest + 3;
    // The largest first, so that no circle hides a smaller one; the list keeps the corridor's order.
    const order = [...content.points].sort((a, b) => radius(b) - radius(a));
    const circles = order.map((point) => {
      const circle = L.circleMarker([point.latitude, point.longitude], {
        radius: radius(point), className: known(point) ? "point" : "point unknown", weight: 1.5,
      }).addTo(map);
      const shown = point.figures.find((item) => item.figure.value === point.magnitude);
      return { point, circle, radius: radius(point), shown: shown?.figure.display };
    });
    for (const item of circles) open(L, map, item, content, words);
    return circles;
  }

  // A small window with what the list says of the place, by pointer or keyboard.
  function open(L, map, { point, circle }, content, words) {
    const cards = document.querySelectorAll(".places > li");
    const card = cards[content.points.indexOf(point)];
    const said = document.createElement("div");
    said.append(...[...card.childNodes].map((node) => node.cloneNode(true)));
    said.querySelector("h4")?.replaceWith(
      Object.assign(document.createElement("p"), {
        className: "popup-title", textContent: point.name,
      }));
    circle.bindPopup(said, { maxWidth: 260, maxHeight: 280, autoPanPadding: [12, 12] });
    const element = circle.getElement();
    const figures = point.figures.map((item) =>
      `${item.label}, ${item.period}: ${item.figure.display}`).join("; ");
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", figures ? `${point.name}. ${figures}` : point.name);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      circle.openPopup();
      said.querySelector("button, a")?.focus();
    });
    said.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || document.querySelector(":popover-open")) return;
      map.closePopup();
      element.focus();
    });
    circle.on("popupopen", (event) => {
      const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", words.close);
      close.setAttribute("role", "button");
    });
  }

  return { draw };
})();

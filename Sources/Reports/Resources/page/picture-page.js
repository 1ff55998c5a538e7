// Makes one picture and leaves it in the page, for the program that opened it.
(async () => {
  const leave = (kind, text) => {
    const place = document.body.appendChild(document.createElement("pre"));
    place.id = kind;
    place.textContent = text;
  };
  try {
    const asked = JSON.parse(document.getElementById("asked").textContent);
    charts.start(asked.words);
    const made = await picture.made(asked.chart, asked.frame, asked.width);
    if (!made) throw new Error("There is nothing to draw.");
    if (asked.kind === "png") {
      const canvas = await picture.png(made);
      leave("made", canvas.toDataURL("image/png").replace(/^[^,]*,/, ""));
    } else {
      leave("made", btoa(Array.from(new TextEncoder().encode(made.text),
        (byte) => String.fromCharCode(byte)).join("")));
    }
  } catch (error) {
    leave("fault", String(error));
  }
})();
